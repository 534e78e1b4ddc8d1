/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stretches in a script that the voice around them cannot read, and letters that no voice can. */
#include "script/foreign_runs.h"

#include "../test.h"
#include "script/script.h"

#include <unicode/uscript.h>

/* "el[λόγος] zh[道]": the runs of a text. */
static const char *runs_of(const struct script_reader *reader, const char *language,
                           const char *text, struct text *out)
{
    struct foreign_run run;
    text_clear(out);
    for (size_t at = 0; foreign_run_next(reader, view_of(text), language, at, &run); at = run.end)
        text_addf(out, "%s%s[%.*s]", out->bytes > 0 ? " " : "", run.language,
                  (int)(run.end - run.start), text + run.start);
    text_add_str(out, "");
    return out->at;
}

static void runs_are_found(void)
{
    static const struct {
        const char *language, *text, *runs;
    } cases[] = {
        {"en", "Nothing here, na\xC3\xAFve \xC5\x81\xC3\xB3\xC4\x8F\xC5\xBA, 5 \xE2\x82\xAC.", ""},
        {"en", "The word λόγος stands there.", "el[λόγος]"},
        {"en", "He read: ἐν ἀρχῇ ἦν ὁ λόγος, and wept.", "el[ἐν ἀρχῇ ἦν ὁ λόγος,]"},
        {"en", "An α particle, 5 μm, 3 kΩ, a ΔT of 2.", ""},
        {"en", "The Way (道) is long.", "zh[道]"},
        {"en", "«Война и мир» is long. Она не знала, что это.",
         "ru[Война и мир] ru[Она не знала, что это.]"},
        {"en", "Слава Україні! she said", "uk[Слава Україні!]"},
        {"en", "She said これは本です。 and left", "ja[これは本です。]"},
        {"en", "shalom is שלום, salam is سلام, namaste is नमस्ते.", "he[שלום,] ar[سلام,] hi[नमस्ते.]"},
        {"en", "Annyeong 안녕하세요 there", "ko[안녕하세요]"},
        {"en", "ភាសាខ្មែរ is Khmer", ""}, /* no voice */
        {"ru", "Слово λόγος и слово hello.", "el[λόγος]"},
        {"ja", "彼はNASAで働く。", "en[NASA]"},
        {"zh", "我有一台 iPhone 和 CD。", "en[iPhone] en[CD。]"},
        {"ko", "대한민국(大韓民國)의", ""},
        {"el", "Η λέξη είναι εδώ.", ""},
    };
    struct languages *languages = languages_new();
    struct script_reader reader;
    struct err err = {0};
    struct text out = {0};
    CHECK(script_reader_open(&reader, languages, &err));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_STR(runs_of(&reader, cases[i].language, cases[i].text, &out), cases[i].runs);
    text_release(&out);
    languages_free(languages);
}

static void mute_letters_go(void)
{
    static const struct {
        const char *language, *text, *left;
        size_t count, of;
    } cases[] = {
        {"en", "A plain line.", "A plain line.", 0, 0},
        {"en", "An α particle", "An α particle", 0, 11},
        {"ja", "これは本です", "これはです", 1, 6},
        {"ko", "나라(國)", "나라()", 1, 3},
        {"zh", "这是书", "这是书", 0, 3},
        {"en", "so ខ្មែរ", "so ", 3, 5},
        {"km", "ខ្មែរ", "", 3, 3}, /* read by the book's voice, which cannot */
        {"ru", "это", "это", 0, 3},
    };
    struct languages *languages = languages_new();
    struct script_reader reader;
    struct err err = {0};
    CHECK(script_reader_open(&reader, languages, &err));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct unread_letters unread = {0};
        struct text spoken = {0};
        text_addf(&spoken, "before %s", cases[i].text);
        unread_remove(&reader, cases[i].language, "en", &spoken, 7, &unread);
        CHECK_STR(spoken.at + 7, cases[i].left);
        CHECK_INT(unread.count, cases[i].count);
        CHECK_INT(unread.of, cases[i].of);
        text_release(&spoken);
    }
    languages_free(languages);
}

TEST_MAIN(TEST(runs_are_found), TEST(mute_letters_go))
