/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sentence splitter: a table by rule, in which "|" stands for each end but the last, then what
 * holds for any bytes.
 */
#include "base/mem.h"
#include "script/sentences/sentence.h"

#include "../languages.h"
#include "../test.h"

#include <stdlib.h>
#include <sys/stat.h>

struct row {
    const char *language, *marked; /* the text with "|" at the ends inside */
};

/* The text of a row without its marks. */
static void unmark(const char *marked, struct text *text)
{
    text_clear(text);
    for (const char *p = marked; *p != '\0'; p++)
        if (*p != '|')
            text_add_char(text, *p);
}

static void mark(const struct text *text, const struct offsets *ends, struct text *marked)
{
    text_clear(marked);
    size_t start = 0;
    for (size_t i = 0; i < ends->count; i++) {
        text_add(marked, text->at + start, ends->at[i] - start);
        if (i + 1 < ends->count)
            text_add_char(marked, '|');
        start = ends->at[i];
    }
}

static void check_row(const struct sentence_rules *rules, const struct row *row)
{
    struct text text = {0}, marked = {0};
    struct offsets ends = {0};
    unmark(row->marked, &text);
    sentence_split(rules, text_view(&text), &ends);
    mark(&text, &ends, &marked);
    CHECK_STR(text_view(&marked).at, row->marked);
    free(ends.at);
    text_release(&text);
    text_release(&marked);
}

static void check_rows(const struct row *rows, size_t count)
{
    struct err err = {0};
    for (size_t i = 0; i < count; i++) {
        struct sentence_rules *rules =
            sentence_rules_load(test_languages(), rows[i].language, &err);
        CHECK(rules != NULL);
        if (rules != NULL)
            check_row(rules, &rows[i]);
        sentence_rules_free(rules);
    }
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof(rows)[0])

static void dialogue(void)
{
    static const struct row rows[] = {
        {"en", "\"Halt!\" cried the guard.| \"Not a step more!\""},
        {"en", "\"Is she well?\" Emma asked softly."},
        {"en", "“Run!” Uncle Ned shouted.| “Run!”"},
        {"en", "‘Who knows?’ Mr. Fenn replied."},
        {"en", "\"No!\" I said.| I shut the door."},
        {"en", "\"Enough!\"| The judge rose."},
        {"en", "\"It is late.\"| I agree with her."},
        {"en", "\"Ready?\"| \"Ready.\"| \"Then go.\""},
        {"en", "\"But you--\"| \"Silence!\""},
        {"en", "“If he comes—” she whispered."},
        {"en", "“If he comes—”| He came."},
        {"en", "\"Oh dear! what now?\" said he."},
        {"en", "\"No! No! No!\" screamed the child."},
        {"en", "“And so …” she began.| “No …”| She wept."},
        {"en", "She wrote: \"I am safe.| Come.\"| He went."},
        {"en", "'I never!' she said.| 'Did you?'"},
        {"en", "“Never!_”| He left."},
        {"en", "“All is one.” —Anon"},
        {"en", "“She cried ‘Fire!’ ” he said.| “No.”"},
        {"en", "\"Stay!\" Count Otto von Lund commanded.| Otto left."},
        {"en", "\"Stay!\"| Otto began to laugh.| \"Stay!\" Otto began."},
        {"en", "\"I . . . I cannot.\"| \"He... He fell.\""},
    };
    CHECK_ROWS(rows);
}

static void abbreviations(void)
{
    static const struct row rows[] = {
        {"en", "Dr. Lind met Mrs. Poe at St. Olaf's.| They spoke."},
        {"en", "Capt. Reed and Lieut. Hay dined with the Rev. Mr. Low."},
        {"en", "He asked for the Dr. Lind laughed."},
        {"en", "He asked for the Dr.| Everyone laughed."},
        {"en", "We called on Mme. De Vries and Mr. De Witt."},
        {"en", "Turn to No. 7, p. 12.| It is there."},
        {"en", "He said no.| Tom left."},
        {"en", "“No.| I was out.| You can't.| Helen can.”"},
        {"en", "We sold hats, &c.| They sold at 6 p.m. Tuesday."},
        {"en", "It was 4 ft. wide, 6 ft. 2 in. long, and cost 3s. 6d. in all."},
        {"en", "It weighed 9 lbs.| Mary laughed.| She looked in.| Tom did not."},
        {"en", "At 6 a.m. Captain Low rose.| He slept at 9 p.m.| Captain Low was tired."},
        {"en", "In A.D. 70 it fell.| It was built in 500 B.C.| Kings ruled it."},
        {"en", "We sold hats, gloves, etc.| Nobody bought them."},
        {"en", "He lives in the U.S.| She does not.| The U.S. Navy sailed."},
        {"en", "One thing, viz. Money, was lacking."},
        {"en", "The firm of Low & Co. of Bath failed."},
        {"en", "He met Mr. ⸺.| She left with Dr. —— and went."},
        {"en", "See Matt. v. 3 and Rom. xii. 1."},
        {"en", "He met Sig.\xC2\xA0"
               "Conti.|\xC2\xA0They left.| Sig.| Bro.\xC2\xA0Poe did."},
        {"en", "He sat in the Ph.D. room.| She was a Ph.D.| Sam was not."},
    };
    CHECK_ROWS(rows);
}

static void names_and_numbers(void)
{
    static const struct row rows[] = {
        {"en", "M. P. Low met J.D. Marsh in 44 B. C.| Caesar died."},
        {"en", "J. K. Marsh wrote it.| A. B. Cole did not."},
        {"en", "She gave it to K. and left."},
        {"en", "It was you and I.| Did you know Ann I. Moss?"},
        {"en", "George II. was king.| They saw Louis XV.| He was old."},
        {"en", "See Vol. IV. of Hume."},
        {"en", "He had 300.| The rest fled."},
        {"en", "It began in 1815.| In 1816 it ended."},
        {"en", "(1) He rose.| (2) He ran."},
        {"en", "1. The first thing| 2. The second thing| 3. The third"},
        {"en", "a) Tea| b) Milk| c) Sugar"},
        {"en", "• Tea| • Milk"},
        {"en", "tea|\nmilk and sugar|\nbread"},
        {"en", "He paid 2.5 and 1,000.50 in all."},
        {"en", "OPHELIA. My lord!| He is gone."},
        {"en", "Marta (laughing). No!| Never."},
        {"en", "eels are fish.| eBay is not."},
    };
    CHECK_ROWS(rows);
}

static void marks(void)
{
    static const struct row rows[] = {
        {"en", "He was . . . well, late. . . .| So be it."},
        {"en", "First. . . .| Then. . . .| Last."},
        {"en", "“… Mary came.| He left.”"},
        {"en", "I wonder…| Nobody knows."},
        {"en", "She thought ... Mary would come."},
        {"en", "He came (at last!) and sat."},
        {"en", "He left early (he was tired. So was I.) and slept."},
        {"en", "(He was tired.)| She was not."},
        {"en", "It fell.[2]| It rose.[3][4]| It stood.²| It lay.(5)| So."},
        {"en", "It was he--yes, he!--who did it."},
        {"en", "Wait!--Who goes there?"},
        {"en", "He _did_.| _She_ did not."},
        {"en", "It ends here.|It begins there."},
        {"en", "Write to Jo.Low@example.com or see www.Example.org today."},
        {"en", "The line\nbreaks here.| And\nhere."},
        {"en", "What?!| You here?"},
        {"en", "He saw \"Aida!\" (Cairo, 1871) and wept."},
    };
    CHECK_ROWS(rows);
}

static void languages(void)
{
    static const struct row rows[] = {
        {"de", "„Wer ist da?“ fragte er.| „Ich.“| Sie schwieg."},
        {"de", "»Geh!« rief sie.| »Sofort!«"},
        {"de", "Am 2. Juni kam Dr. Lang, d. h. zu spät.| Er blieb z. B. bis 5.| Dann ging er."},
        {"de", "Sie wohnt Lindenstr. 5.| Um 44 v. Chr.| Niemand weiß es."},
        {"pt", "Muitos, p. ex. Maria, vieram."},
        {"de", "Im 18. Jahrhundert lebte Karl VI. in Wien."},
        {"fr", "« Non ! » dit-elle.| « Jamais. »"},
        {"fr", "— Qui va là ? demanda M. Roux.| — Un ami !"},
        {"es", "—¿Vienes? —preguntó la Sra. Gil.| —No."},
        {"es", "—¿Quién? —Juan preguntó.| —Yo."},
        {"es", "¡Basta!| ¿Oyes?| Nadie oye."},
        {"it", "— Dov'è? — chiese il sig. Neri.| — Qui."},
        {"nl", "\"Wie?\" vroeg mevr. De Wit.| 't Was stil."},
        {"pt", "—Onde? perguntou o Sr. Paiva.| —Aqui."},
        {"fi", "\"Missä?\" Liisa kysyi.| \"Täällä, esim. 5. toukokuuta.\""},
        {"sv", "”Var?” frågade hr Berg.| »Här.»"},
        {"da", "»Hvor?« spurgte Hr. Lund.| Den 5. Maj kom han."},
        {"pl", "— Gdzie? — spytał prof. Lis.| — Tu, np. jutro."},
        {"ru", "— Где? — спросил он.| В 1812 г. Москва сгорела."},
        {"el", "«Πού;» ρώτησε ο κ. Νίκου.| Πού πας;| Εδώ."},
        {"ja", "「どこ？」と聞いた。|「ここ。」|彼は『海！』を見た。"},
        {"zh", "“走吧！”他说。|“好。”|她笑了。"},
        {"hi", "वह गया।| कब?| डॉ. राव आए।"},
        {"ar", "أين هو؟| لا أعرف.| تعال!"},
        {"xx", "General rules.| J. Low met the U.S. Navy.| \"Yes!\" he said."},
        {"", "No language.| None."},
        {"en-GB", "Mr. Low came."},
        {"eng", "Mr. Low came."},
    };
    CHECK_ROWS(rows);
}

/* Ends rise, each is behind text, and the last one is the end of the trimmed text. */
static void check_invariants(const struct sentence_rules *rules, struct view text)
{
    struct offsets ends = {0};
    sentence_split(rules, text, &ends);
    size_t start = 0, wrong = 0;
    for (size_t i = 0; i < ends.count; i++) {
        wrong += ends.at[i] <= start || ends.at[i] > text.bytes ||
                 rune_is_space(rune_ending(text, ends.at[i]));
        start = ends.at[i];
    }
    CHECK_INT(wrong, 0);
    for (size_t at = start; at < text.bytes;)
        wrong += !rune_is_space(rune_next(text, &at));
    CHECK_INT(wrong, 0);
    free(ends.at);
}

static void hostile(void)
{
    static const char *const units[] = {
        ".",        "\"",   ". ",    "(",  "! (",    "A. ",           "• 1. ",      "“! ”",
        "—\" A ",   "x.",   ".[1] ", "《", "a. m. ", "!\" Aa Bb ly ", "1) x 2) y ", "\xff. ",
        "\xE2\x80", "。」", "Mr. ",  " ",  "\n",     "'t A. ",        "... "};
    struct err err = {0};
    struct sentence_rules *rules = sentence_rules_load(test_languages(), "en", &err);
    CHECK(rules != NULL);
    for (size_t i = 0; rules != NULL && i < sizeof units / sizeof units[0]; i++) {
        struct text text = {0};
        while (text.bytes < 300000)
            text_add_str(&text, units[i]);
        check_invariants(rules, text_view(&text));
        text_release(&text);
    }
    static const char zeros[] = "A.\0 B\0.\0\0 C";
    check_invariants(rules, (struct view){zeros, sizeof zeros - 1});
    check_invariants(rules, (struct view){"", 0});
    sentence_rules_free(rules);
}

/* Every text of four pieces: all short combinations of what the rules look at. */
static void combinations(void)
{
    static const char *const pieces[] = {".", "!", "\"", " ", "A", "a", "1",
                                         "(", ")", "-",  "…", "”", "\n"};
    enum { PIECES = sizeof pieces / sizeof pieces[0] };
    struct err err = {0};
    struct sentence_rules *rules = sentence_rules_load(test_languages(), "en", &err);
    CHECK(rules != NULL);
    struct text text = {0};
    for (int n = 0; rules != NULL && n < PIECES * PIECES * PIECES * PIECES; n++) {
        text_clear(&text);
        for (int rest = n, i = 0; i < 4; i++, rest /= PIECES)
            text_add_str(&text, pieces[rest % PIECES]);
        check_invariants(rules, text_view(&text));
    }
    text_release(&text);
    sentence_rules_free(rules);
}

/* A broken file of the language is an error; a missing one is not. */
static void broken_data(void)
{
    struct err err = {0};
    struct text path = {0};
    const char *tmp = getenv("TMPDIR");
    text_addf(&path, "%s/sentences-XXXXXX", tmp != NULL ? tmp : "/tmp");
    CHECK(mkdtemp(path.at) != NULL);
    size_t root = path.bytes;
    static const char *const parts[] = {"/assets", "/lang", "/en", "/sentences.txt"};
    for (int i = 0; i < 3; i++) {
        text_add_str(&path, parts[i]);
        CHECK_INT(mkdir(path.at, 0777), 0);
    }
    text_add_str(&path, parts[3]);
    FILE *file = fopen(path.at, "w");
    CHECK(file != NULL);
    if (file == NULL)
        return;
    fputs("[abbreviations\nMr = title\n", file);
    fclose(file);
    char *before = mem_copy_text(getenv("LECTERN_DATA"), strlen(getenv("LECTERN_DATA")));
    text_cut(&path, root);
    setenv("LECTERN_DATA", path.at, 1);
    struct languages *languages = languages_new();
    CHECK(sentence_rules_load(languages, "en", &err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
    CHECK(strstr(err.text, "sentences.txt:1") != NULL);
    struct sentence_rules *rules = sentence_rules_load(languages, "de", &err);
    CHECK(rules != NULL);
    sentence_rules_free(rules);
    languages_free(languages);
    setenv("LECTERN_DATA", before, 1);
    free(before);
    text_addf(&path, "/assets/lang/en/sentences.txt");
    remove(path.at);
    for (int i = 3; i >= 0; i--) {
        *strrchr(path.at, '/') = '\0';
        remove(path.at);
    }
    text_release(&path);
}

TEST_MAIN(TEST(dialogue), TEST(abbreviations), TEST(names_and_numbers), TEST(marks),
          TEST(languages), TEST(hostile), TEST(combinations), TEST(broken_data))
