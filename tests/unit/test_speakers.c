/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who speaks in news and in books in many languages: little texts with the speakers of
 * their quotations in order. "/m" and "/f" is the speaker's gender; "?" is nobody known, "-" a
 * quotation that nobody speaks.
 */
#include "script/attribution/attribution.h"

#include "base/str.h"

#include "../test.h"
#include "book_of.h"

static void list_speakers(const struct attribution *a, struct text *list)
{
    static const char *const genders[] = {"", "/m", "/f"};
    for (size_t i = 0; i < a->quotation_count; i++) {
        const struct quotation *q = &a->quotations[i];
        const struct speaker *speaker = &a->speakers[q->speaker];
        if (i > 0)
            text_addf(list, ", ");
        if (q->kind == QUOTATION_MENTION)
            text_addf(list, "-");
        else if (q->speaker == SPEAKER_UNKNOWN)
            text_addf(list, "?");
        else
            text_addf(list, "%s%s", speaker->name, genders[speaker->gender]);
    }
}

static void check_story(const char *language, const char *story, const char *speakers)
{
    struct made_book made;
    struct text list = {0};
    struct err err = {0};
    make_book(&made, language, story);
    struct attribution *a = attribution_make(&made.book, &attribution_defaults, &err);
    CHECK(a != NULL);
    if (a != NULL)
        list_speakers(a, &list);
    CHECK_STR(list.at == NULL ? "" : list.at, speakers);
    text_release(&list);
    attribution_free(a);
}

static void offices_and_surnames(void)
{
    check_story("en",
                "Mayor Dennis Ward met the press on Monday.\n\n"
                "\"We looked at every option,\" Ward told reporters after the vote.",
                "Mayor Dennis Ward/m");
    check_story("en",
                "\"We did not want this,\" said Karen Whit, who leads the union.\n\n"
                "\"They left us no choice,\" Whit added.",
                "Karen Whit/f, Karen Whit/f");
    check_story("en", "\"I have waited two hours,\" Jamal Reed, 34, said at the station.",
                "Jamal Reed/m");
    check_story("en",
                "Gov. Angela Torr, who toured the site, promised help. \"You will get answers,\" "
                "Torr told a crowd.",
                "Gov. Angela Torr/f");
    check_story("en", "\"It was the best match in years,\" former champion John Hart wrote.",
                "John Hart/m");
}

static void pronouns_in_news(void)
{
    check_story("en",
                "Council member Ruth Lind, who voted against it, said the city had panicked. \"The "
                "engineers never said it would fall,\" she said.",
                "Ruth Lind/f");
    check_story("en",
                "\"It's a disaster for us,\" said Tom Brand, who owns a bakery. His wife, Elena, "
                "disagreed. \"Better closed than fallen down,\" she said.",
                "Tom Brand/m, Elena/f");
}

static void appositions(void)
{
    check_story("en",
                "\"It is late,\" a spokesman for the company, Todd Meyer, said. Meyer declined to "
                "say more. \"I can't speak to that,\" he said.",
                "Todd Meyer/m, Todd Meyer/m");
    check_story("en", "The Prime Minister, Laura Bent, tweeted: \"Enough is enough.\"",
                "Laura Bent/f");
    check_story("en", "Mayor Susan Clark was glad. \"The whole city is proud,\" said the mayor.",
                "Mayor Susan Clark/f");
}

static void sources(void)
{
    check_story("en",
                "According to the report's author, Dr. Samuel Hale of Northern University, the "
                "bridge \"shows damage from decades of neglect.\"",
                "Dr. Samuel Hale/m");
    check_story("en", "\"The market had priced it in,\" according to analyst Jane Bell.",
                "Jane Bell/f");
    check_story("en", "\"No parent should bury a child.\" — Rosa Delgado, a mother",
                "Rosa Delgado/f");
}

/* A captain is a man, unless the pronouns tell otherwise. */
static void captains(void)
{
    check_story("en", "“Who is there?” said Captain Dray.", "Captain Dray/m");
    check_story("en",
                "Captain Dray came along the wall. She had a torch in her hand.\n\n“Who is there?” "
                "said Captain Dray.\n\n“Peter,” said Peter.\n\nCaptain Dray laughed. She put down "
                "the torch.\n\n“Then wait,” said the captain, and she went in.",
                "Captain Dray/f, Peter/m, Captain Dray/f");
}

static void german(void)
{
    check_story("de",
                "»Guten Abend«, sagte Johannes. »Haben Sie ein Zimmer?«\n\n»Für eine Nacht?«, "
                "fragte der Wirt.",
                "Johannes/m, Johannes/m, der Wirt/m");
    check_story("de",
                "Fräulein von Stetten trat ein.\n\n»Sie hier?«, rief sie aus.\n\nJohannes Kern "
                "erschrak. Annas Stimme zitterte: »Dann hat ihn jemand abgefangen.«",
                "Fräulein von Stetten/f, Anna/f");
    check_story("de",
                "Der Ingenieur Thomas Brandt warnt. „Ich würde nicht mehr darüberfahren“, so "
                "Brandt.\n\nEine Sprecherin teilte mit: „Die Sicherheit geht vor.“\n\n„Man hat uns "
                "nicht gefragt“, klagte die Vorsitzende des Vereins, Petra Lind.",
                "Thomas Brandt/m, Eine Sprecherin/f, Petra Lind/f");
}

static void french(void)
{
    check_story(
        "fr",
        "— Vous arrivez tard, dit le vieux meunier.\n\n— Le train avait du retard, répondit "
        "Anne.\n\n— Asseyez-vous, dit le vieux meunier.",
        "le vieux meunier/m, Anne/f, le vieux meunier/m");
    check_story("fr",
                "Le comte de Marsan entra.\n\n— Vous m'avez fait appeler, madame ? "
                "dit-il.\n\n— Il y a une heure, répondit la marquise.\n\n— Je reste debout, fit le "
                "comte.",
                "comte de Marsan/m, la marquise/f, comte de Marsan/m");
    check_story("fr", "« Où est-elle ? » demanda d'Ambray.\n\n« À la gare », dit monsieur Mercier.",
                "d'Ambray, monsieur Mercier/m");
    check_story("fr",
                "« Nous ne voulions pas de cette grève », a déclaré Karine Dupuis. « On ne nous a "
                "pas laissé le choix », a-t-elle ajouté.",
                "Karine Dupuis/f, Karine Dupuis/f");
}

static void spanish(void)
{
    check_story("es",
                "—Llega usted tarde —dijo el viejo molinero.\n\n—El tren venía con retraso "
                "—respondió Ana.\n\n—Siéntese —dijo el viejo molinero.",
                "el viejo molinero/m, Ana/f, el viejo molinero/m");
    check_story("es",
                "—Lo siento, señor Molina —dijo Ana.\n\n—¡Bah! —rio él.\n\n—¿Es ella? —preguntó "
                "Ana.\n\n—La misma —dijo Molina.",
                "Ana/f, Molina/m, Ana/f, Molina/m");
    check_story("es",
                "El viejo Simón golpeó el cristal.\n\n—¡Carta de Madrid! —gritó.\n\n—Pase usted "
                "—dijo la madre.\n\n—Gracias —contestó Simón.",
                "Simón/m, la madre/f, Simón/m");
    check_story("es",
                "El ministro, Omar Haddad, lamentó el paro. «La puerta sigue abierta», aseguró a "
                "la prensa.",
                "Omar Haddad/m");
}

static void italian(void)
{
    check_story("it",
                "— Arriva tardi, — disse il vecchio mugnaio. — Andavo a casa.\n\n— Il treno si è "
                "fermato, — rispose Anna.\n\n— La neve? — si meravigliò il mugnaio.\n\n— E dov'è "
                "Pietro? — chiese lei.",
                "il mugnaio/m, il mugnaio/m, Anna/f, il mugnaio/m, Anna/f");
    check_story("it",
                "«Si accomodi» disse la signora Neri.\n\n«Grazie» mormorò il ragazzo. «Sono in "
                "ritardo».",
                "signora Neri/f, il ragazzo/m, il ragazzo/m");
}

static void portuguese(void)
{
    check_story("pt",
                "— Chega tarde — disse o velho moleiro.\n\n— O comboio parou — respondeu "
                "Ana.\n\n— Neve? — admirou-se o moleiro.\n\n— E o Pedro? — perguntou ela.",
                "o velho moleiro/m, Ana/f, o velho moleiro/m, Ana/f");
    /* a description in a short text, though Ana is likelier */
    check_story("pt",
                "— Vamos entrar — disse ele. — A mãe fez chá.\n\n— Boa noite, menina Ana — "
                "disse a velha. — Sente-se ao lume.\n\n— Obrigada — murmurou Ana.\n\n"
                "\"Não é verdade\", disse Dona Carmo. \"Fizemos tudo o que podíamos\", "
                "acrescentou ela.",
                "?, ?, a velha/f, a velha/f, Ana/f, Dona Carmo/f, Dona Carmo/f");
}

static void dutch(void)
{
    check_story("nl",
                "'Je bent laat,' zei de oude molenaar.\n\n'De trein stond stil,' antwoordde "
                "Anna.\n\n'Sneeuw?' vroeg de molenaar.\n\n'En waar is Pieter?' vroeg ze.",
                "de molenaar/m, Anna/f, de molenaar/m, Anna/f");
}

static void russian(void)
{
    check_story(
        "ru",
        "— Вы поздно, — сказал старый мельник. — Я уже хотел идти.\n\n— Поезд стоял, — "
        "ответила Анна.\n\n— Снег? — удивился мельник.\n\n— А где Пётр? — тихо спросила она.",
        "мельник/m, мельник/m, Анна/f, мельник/m, Анна/f");
    /* the verb tells the gender of a name, and stands for it */
    check_story("ru",
                "— Входите, — сказала Зурра.\n\n— Я подожду, — ответил Хорт.\n\n— Как "
                "хотите, — бросила.",
                "Зурра/f, Хорт/m, Зурра/f");
}

static void polish(void)
{
    check_story("pl",
                "— Późno pani przyjechała — powiedział stary młynarz.\n\n— Pociąg stał — "
                "odpowiedziała Anna.\n\n— Śnieg? — zdziwił się młynarz.\n\n— A gdzie jest Piotr? — "
                "zapytała.",
                "młynarz/m, Anna/f, młynarz/m, Anna/f");
}

TEST_MAIN(TEST(offices_and_surnames), TEST(pronouns_in_news), TEST(appositions), TEST(sources),
          TEST(captains), TEST(german), TEST(french), TEST(spanish), TEST(italian),
          TEST(portuguese), TEST(dutch), TEST(russian), TEST(polish))
