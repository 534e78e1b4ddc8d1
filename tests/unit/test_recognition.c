/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which language a text is, and when it contradicts what its metadata say. */
#include "book/wording/recognition.h"

#include "../test.h"

static const struct {
    const char *code, *text;
} texts[] = {
    {"en", "She had never seen the house before, and yet she knew that there was a garden."},
    {"de", "Sie hatte das Haus noch nie gesehen und wußte doch, daß es einen Garten gab."},
    {"nl", "Zij had het huis nog nooit gezien en toch wist ze dat er een tuin was."},
    {"fr", "Elle n'avait jamais vu la maison, et pourtant elle savait qu'il y avait un jardin."},
    {"es", "Nunca había visto la casa, y sin embargo sabía que había un jardín con una fuente."},
    {"pt", "Ela nunca tinha visto a casa, mas sabia que havia um jardim com uma fonte."},
    {"it", "Non aveva mai visto la casa, eppure sapeva che c'era un giardino con una fontana."},
    {"sv", "Hon hade aldrig sett huset förut, och ändå visste hon att det fanns en trädgård."},
    {"da", "Hun havde aldrig set huset før, og dog vidste hun, at der var en have."},
    {"nb", "Hun hadde aldri sett huset før, og likevel visste hun at det var en hage der."},
    {"fi", "Hän ei ollut koskaan nähnyt taloa, mutta hän tiesi, että siellä oli puutarha."},
    {"pl", "Nigdy nie widziała tego domu, a jednak wiedziała, że jest tam ogród."},
    {"cs", "Nikdy ten dům neviděla, a přece věděla, že je tam zahrada a že se tam vrátí."},
    {"hu", "Soha nem látta a házat, és mégis tudta, hogy van ott egy kert."},
    {"ro", "Nu văzuse niciodată casa, și totuși știa că este o grădină în spatele ei."},
    {"tr", "Evi daha önce hiç görmemişti ama orada bir bahçe olduğunu biliyordu ve bu ona yetti."},
    {"vi", "Cô chưa bao giờ nhìn thấy ngôi nhà, nhưng cô biết rằng có một khu vườn ở đó."},
    {"ru", "Она никогда не видела этого дома, но знала, что там есть сад."},
    {"uk", "Вона ніколи не бачила цього дому, але знала, що там є сад і що вона повернеться."},
    {"bg", "Тя никога не беше виждала къщата, но знаеше, че там има градина и че ще се върне."},
    {"sr", "Она никада није видела кућу, али је знала да тамо има башта и да ће се вратити."},
    {"el", "Δεν είχε δει ποτέ το σπίτι, κι όμως ήξερε ότι υπήρχε ένας κήπος."},
    {"hi", "उसने घर पहले कभी नहीं देखा था, पर वह जानती थी कि वहाँ एक बगीचा है।"},
    {"mr", "तिने ते घर आधी कधी पाहिले नव्हते, पण तिथे एक बाग आहे हे तिला माहीत होते."},
    {"ar", "لم تر البيت من قبل، ولكنها كانت تعرف أن هناك حديقة."},
    {"fa", "او هرگز خانه را ندیده بود، اما می‌دانست که باغی در آنجا "
           "هست."},
    {"he", "היא לא ראתה את הבית מעולם, אבל ידעה כי יש שם גן."},
    {"zh", "她从来没有见过这座房子，可是她知道那里有一个花园。"},
    {"ja", "彼女はその家を見たことがなかったが、庭があることは知っていた。"},
    {"ko", "그녀는 그 집을 본 적이 없었지만 정원이 있다는 것을 알고 있었다."},
    {"th", "เธอไม่เคยเห็นบ้านหลังนี้มาก่อน แต่เธอรู้ว่ามีสวนอยู่ที่นั่น"},
};

enum { TEXT_COUNT = sizeof texts / sizeof texts[0] };

static void sentences_are_recognised(void)
{
    struct languages *languages = languages_new();
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        char code[LANGUAGE_CODE_BYTES];
        struct err err = {0};
        CHECK(language_detect(languages, view_of(texts[i].text), code, &err));
        CHECK_STR(code, texts[i].code);
    }
    languages_free(languages);
}

static void too_little_is_english(void)
{
    static const char *const little[] = {"", "123 * * *", "Anna", "In", "Roma, Paris"};
    struct languages *languages = languages_new();
    for (size_t i = 0; i < sizeof little / sizeof little[0]; i++) {
        char code[LANGUAGE_CODE_BYTES];
        struct err err = {0};
        CHECK(language_detect(languages, view_of(little[i]), code, &err));
        CHECK_STR(code, "en");
    }
    languages_free(languages);
}

static enum language_verdict verdict(struct languages *languages, const char *text, int times,
                                     const char *told)
{
    struct language_evidence evidence;
    struct err err = {0};
    struct text all = {0};
    for (int i = 0; i < times; i++)
        text_addf(&all, "%s\n", text);
    CHECK(language_weigh(languages, text_view(&all), told, &evidence, &err));
    text_release(&all);
    return language_judge(&evidence);
}

static void only_clear_texts_contradict(void)
{
    struct languages *languages = languages_new();
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        CHECK_INT(verdict(languages, texts[i].text, 6, texts[i].code), LANGUAGE_AS_TOLD);
        if (i > 0)
            CHECK_INT(verdict(languages, texts[i].text, 6, "en-US"), LANGUAGE_OTHER);
    }
    static const struct {
        const char *told, *text;
        enum language_verdict wanted;
    } cases[] = {
        {"en", "Das ist gut", LANGUAGE_AS_TOLD}, /* too short */
        {"gl",
         "Ela nunca vira a casa, mais sabía que había un xardín e unha fonte, e que non "
         "podería volver sen que o soubesen todos os que vivían no lugar.",
         LANGUAGE_AS_TOLD}, /* no list of its words */
        {"sr",
         "Ona nikada nije videla kuću, ali je znala da tamo ima bašta i da će se vratiti kad "
         "sve to prođe, jer je to bila njena kuća i ništa više.",
         LANGUAGE_AS_TOLD}, /* Serbian in Latin letters */
        {"zh-TW", "她從來沒有見過這座房子，可是她知道那裡有一個花園。", LANGUAGE_AS_TOLD},
        {"yue", "她從來沒有見過這座房子，可是她知道那裡有一個花園。", LANGUAGE_AS_TOLD},
        {"uz", "У ҳеч қачон бу уйни кўрмаган эди, лекин у ерда боғ борлигини биларди.",
         LANGUAGE_AS_TOLD}, /* also written so */
        {"de", "Отец и мать её умерли давно.", LANGUAGE_OTHER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(verdict(languages, cases[i].text, 1, cases[i].told), cases[i].wanted);
    languages_free(languages);
}

TEST_MAIN(TEST(sentences_are_recognised), TEST(too_little_is_english),
          TEST(only_clear_texts_contradict))
