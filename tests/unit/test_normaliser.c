/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a text is spoken: words, numbers and marks, language by language, and hostile texts. */
#include "script/normaliser/normaliser.h"

#include "../test.h"
#include "base/mem.h"
#include "normaliser_rows.h"

#include <stdlib.h>

static void titles_and_abbreviations(void)
{
    static const struct row rows[] = {
        {"Mr. Grey and Mrs. Grey met Dr. Hale.", "mister Grey and missis Grey met doctor Hale."},
        {"the Rev. J. B. Hale, D.D.", "the reverend J B Hale, D D."},
        {"Gen. Hale of St. Anne's in Mill St. near the pond",
         "general Hale of saint Anne's in Mill street near the pond"},
        {"He lived in Mill St.", "He lived in Mill street."},
        {"Mt. Grey, No. 7, pp. 3-9 and vol. ii", "mount Grey, number 7, pages 3 to 9 and volume 2"},
        {"No. He did not.", "No. He did not."},
        {"R. V., et al.", "R V, et al."},
    };
    CHECK_ROWS("en", false, rows);
}

static void numerals(void)
{
    static const struct row rows[] = {
        {"Henry VIII and Louis XIV. of France",
         "Henry the eighth and Louis the fourteenth of France"},
        {"Charles I was late. Charles I am not.", "Charles the first was late. Charles I am not."},
        {"CHAPTER XLI", "chapter 41"},
        {"Part I played. the part I played", "Part I played. the part I played"},
        {"See chapter ix.", "See chapter 9."},
        {"World War II", "World War 2"},
        {"Malcolm X", "Malcolm X"},
    };
    CHECK_ROWS("en", false, rows);
}

/* The words between < and > are what the hint says. */
static void hints_come_first(void)
{
    static const struct {
        const char *written, *spoken;
        enum norm_hint_kind kind;
    } cases[] = {
        {"page <I>, line 4", "page 1, line 4", NORM_HINT_ROMAN},
        {"Henry <VIII> and", "Henry the eighth and", NORM_HINT_ROMAN},
        {"he wrote <v> there", "he wrote 5 there", NORM_HINT_ROMAN},
        {"the <IT> man", "the I T man", NORM_HINT_LETTERS},
        {"the letter <a> here", "the letter eigh here", NORM_HINT_LETTERS},
        {"two <MPs> went", "two MPs went", NORM_HINT_LETTERS},
        {"44 <B.C.> it was", "44 B C it was", NORM_HINT_LETTERS},
        {"wind <N.N.W.> at last", "wind north-north-west at last", NORM_HINT_COMPASS},
        {"then <E. S. E.> it was", "then east-south-east it was", NORM_HINT_COMPASS},
        {"a <SE> wind", "a south-east wind", NORM_HINT_COMPASS},
        {"to <S. by E.> now", "to south by east now", NORM_HINT_COMPASS},
    };
    struct err err = {0};
    struct norm_rules *rules = norm_rules_load(test_languages(), "en", &err);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text = {0}, spoken = {0};
        struct norm_hints hints = {0};
        const char *open = strchr(cases[i].written, '<'), *close = strchr(open, '>');
        text_add(&text, cases[i].written, (size_t)(open - cases[i].written));
        size_t start = text.bytes;
        text_add(&text, open + 1, (size_t)(close - open - 1));
        norm_hints_add(&hints, start, text.bytes, cases[i].kind);
        text_add_str(&text, close + 1);
        struct norm_input input = {.text = text_view(&text), .end = text.bytes, .hints = &hints};
        normalise(rules, &input, &spoken, NULL);
        CHECK_STR(spoken.at, cases[i].spoken);
        norm_hints_release(&hints);
        text_release(&text);
        text_release(&spoken);
    }
    norm_rules_free(rules);
}

static void years_and_dates(void)
{
    static const struct row rows[] = {
        {"in 1815, in 1905, in 2004 and in 1066",
         "in eighteen fifteen, in nineteen oh-five, in 2004 and in ten sixty-six"},
        {"the 1890s and the '60s", "the eighteen nineties and the sixties"},
        {"1500 men", "1500 men"},
        {"800 B.C.", "800 B C."},
        {"1914-18", "nineteen fourteen to 18"},
        {"May 5, 1850", "May fifth eighteen fifty"},
        {"5 May 1850", "the fifth of May eighteen fifty"},
        {"on the 3rd May", "on the third of May"},
        {"Sept. 26th", "September twenty-sixth"},
        {"2016-07-03", "the third of July twenty sixteen"},
        {"1970s-1980s", "nineteen seventies to nineteen eighties"},
    };
    CHECK_ROWS("en", false, rows);
}

static void times_and_money(void)
{
    static const struct row rows[] = {
        {"10:05 and 12:00", "10 oh 5 and 12 o'clock"},
        {"7.15 a.m.", "7 15 eigh M."},
        {"at 5 p.m. He left.", "at 5 P M. He left."},
        {"$5, £3 10s. 6d., 50¢", "5 dollars, 3 pounds 10 shillings and 6 pence, 50 cents"},
        {"$1.5 million", "1.5 million dollars"},
    };
    CHECK_ROWS("en", false, rows);
}

static void measures_and_numbers(void)
{
    static const struct row rows[] = {
        {"3½ miles, 5/8 of an inch", "3 and a half miles, 5 eighths of an inch"},
        {"6 ft. 2 in. and 98.6°F", "6 feet 2 inches and 98.6 degrees Fahrenheit"},
        {"40° N.", "40 degrees north."},
        {"5'10\"", "5 foot 10"},
        {"(123) 456-7890", "1 2 3, 4 5 6, 7 8 9 0"},
        {"22d, 100th, 1th", "twenty-second, one hundredth, 1 th"},
        {"1,234 men and 12345678901", "1,234 men and 1 2 3 4 5 6 7 8 9 0 1"},
        {"007", "double-oh 7"},
        {"008", "0 0 8"},
        {"-5 and -0.5", "minus 5 and minus 0.5"},
    };
    CHECK_ROWS("en", false, rows);
}

static void marks(void)
{
    static const struct row rows[] = {
        {"into flight / The stars; black / white", "into flight, The stars; black / white"},
        {"a _very_ *good* =man=", "a very good man"},
        {"He fell.[1] He rose.{287}", "He fell. He rose."},
        {"He paused—then—well . . . spoke.", "He paused, then, well; spoke."},
        {"“Stop!” ‘Why?’ the boys’ room", "Stop! Why? the boys’ room"},
        {"’Tis late, and ’em too", "'Tis late, and 'em too"},
        {"Mr. M—— came", "mister M blank came"},
        {"some-\nthing, dining-\nroom", "something, dining-room"},
        {"to-day", "today"},
        {"§ 4, #5, 2*8, men & women, ducks, &c.",
         "section 4, number 5, 2 times 8, men and women, ducks, etcetera."},
        {"[[x]] and [ [ y", "[] and [ y"},
        {"What?! No!! Well,, so.", "What?! No! Well, so."},
    };
    CHECK_ROWS("en", false, rows);
}

static void capitals_and_letters(void)
{
    static const struct row rows[] = {
        {"IT WAS late", "it was late"},
        {"the BBC and the WBAN", "the B B C and the W B eigh N"},
        {"HE IS IN THE USA", "he is in the U S eigh"},
        {"A to Z, plan A, A man", "eigh to Z, plan eigh, A man"},
        {"I read it. I will read it.", "I red it. I will read it."},
        {"a lead pipe", "a led pipe"},
    };
    CHECK_ROWS("en", false, rows);
}

static void addresses_of_the_net(void)
{
    static const struct row rows[] = {
        {"john@example.com", "john at example dot com"},
        {"http://www.example.com/a",
         "H T T P colon slash slash W W W dot example dot com slash eigh"},
    };
    CHECK_ROWS("en", false, rows);
}

/* Words that need their neighbours. */
static void words_in_context(void)
{
    static const struct row rows[] = {
        {"Close the gate and stay close.", "cloze the gate and stay close."},
        {"She wound the yarn round the wound.", "She wownd the yarn round the wound."},
        {"no use; I use it", "no use; I yooze it"},
        {"M. Gris met J. M. Hale.", "monsieur Gris met J M Hale."},
        {"th' owl's cup o' tea", "the owl's cup a tea"},
        {"Henry VIII's and Louis XVI.'s", "Henry the eighth's and Louis the sixteenth's"},
        {"at 9.15 he left", "at 9 15 he left"},
        {"in the year 17—", "in the year 17 blank"},
        {"d—n it, Lord B——y", "damn it, Lord B blank y"},
        {"a £5 note, a ½ mile", "a 5 pound note, a half mile"},
        {"odds of 7:2, Ruth 2:8", "odds of 7 to 2, Ruth 2, 8"},
        {"Lt.-Col. Grey, LL.D.", "lieutenant colonel Grey, L L D."},
        {"60 m.p.h. and 40 h.p.", "60 miles per hour and 40 horsepower."},
        {"Act I. Scene ii.", "Act 1. Scene 2."},
        {"Yes, Miss. He sat. I come anon.", "Yes, Miss. He sat. I come anon."},
        {"section C and plate D", "section C and plate D"},
        {"He rose.\u00B9 It fell.[A]", "He rose. It fell."},
    };
    CHECK_ROWS("en", false, rows);
}

static void headings(void)
{
    static const struct row rows[] = {
        {"IV", "4"},
        {"I", "1"},
        {"XII. THE LONG WAY ROUND", "12. the long way round"},
        {"CHAPTER V\nThe Pond", "chapter 5. The Pond"},
        {"BOOK THE SECOND", "book the second"},
        {"I AM LATE", "I am late"},
    };
    CHECK_ROWS("en", true, rows);
}

static void british(void)
{
    static const struct row rows[] = {
        {"3/5/1850", "the third of May eighteen fifty"},
        {"May 5", "May the fifth"},
        {"the 201st", "the two hundred and first"},
    };
    CHECK_ROWS("en-GB", false, rows);
}

static void german(void)
{
    static const struct row rows[] = {
        {"Hr. Grau und Dr. Blau", "Herr Grau und Doktor Blau"},
        {"Ludwig XIV. war da.", "Ludwig der vierzehnte war da."},
        {"im 19. Jahrhundert", "im neunzehnten Jahrhundert"},
        {"am 24. Juli 1813", "am vierundzwanzigsten Juli achtzehnhundertdreizehn"},
        {"z. B. so", "zum Beispiel so"},
        {"5 km", "fünf Kilometer"},
        {"12:05 Uhr", "zwölf Uhr fünf"},
        {"1 h", "eine Stunde"},
        {"S. 5", "Seite fünf"},
        {"1.000 Mann", "eintausend Mann"},
    };
    CHECK_ROWS("de", false, rows);
}

static void french(void)
{
    static const struct row rows[] = {
        {"M. Gris et Mme Gris", "monsieur Gris et madame Gris"},
        {"Louis XIV et François Ier", "Louis quatorze et François premier"},
        {"au XVIIIe siècle", "au dix-huitième siècle"},
        {"la 2e et la 1re", "la deuxième et la première"},
        {"12 h 30", "douze heures trente"},
        {"« Non ! » dit-il.", "Non! dit-il."},
        {"1 000 pas", "mille pas"},
        {"Le roi, De Gris, section C", "Le roi, De Gris, section C"},
    };
    CHECK_ROWS("fr", false, rows);
}

static void spanish(void)
{
    static const struct row rows[] = {
        {"el Sr. Gris y D. Luis", "el señor Gris y don Luis"},
        {"Felipe II y Alfonso XII", "Felipe segundo y Alfonso doce"},
        {"1 km y 2 km", "un kilómetro y dos kilómetros"},
        {"el 1.º y la 2.ª", "el primero y la segunda"},
        {"—Sí —dijo.", "Sí, dijo."},
        {"21 años y 21 horas", "veintiún años y veintiuna horas"},
    };
    CHECK_ROWS("es", false, rows);
}

/* Without a data file: blanks, quotation marks and dashes; numbers in ICU's words. */
static void any_language(void)
{
    static const struct row rows[] = {
        {"hij zei: “12 keer” — en  3,5", "hij zei: twaalf keer, en 3,5"},
        {"p. 5 IV", "p. vijf IV"},
    };
    CHECK_ROWS("nl", false, rows);
    CHECK_ROWS("xx-unknown", false, ((const struct row[]){{"a 1 [[b", "a 1 [b"}}));
    CHECK_ROWS("../../etc", false, ((const struct row[]){{"a", "a"}}));
}

static void links(void)
{
    struct err err;
    struct norm_rules *rules = norm_rules_load(test_languages(), "en", &err);
    struct view text = view_of("He said: Dr.  Hale paid $5 in 1815.");
    struct text spoken = {0};
    struct norm_map map = {0};
    text_add_str(&spoken, "kept ");
    normalise(rules, &(struct norm_input){.text = text, .start = 9, .end = text.bytes}, &spoken,
              &map);
    CHECK_STR(spoken.at, "kept doctor Hale paid 5 dollars in eighteen fifteen.");
    struct text piece = {0};
    text_add_str(&piece, spoken.at + 5);
    check_map(text, &piece, &map);
    CHECK_INT(map.links[0].written_start, 9);
    CHECK_INT(map.links[0].written_end, 12); /* "Dr." is "doctor" */
    CHECK_INT(map.links[0].spoken_end, 6);
    text_release(&piece);
    text_release(&spoken);
    free(map.links);
    norm_rules_free(rules);
}

static void nothing_to_say(void)
{
    static const struct row rows[] = {
        {"", ""}, {" \n ", ""}, {"* * *", ""}, {"“”", ""}, {"--", ""}};
    CHECK_ROWS("en", false, rows);
}

static void verse(void)
{
    struct err err;
    struct norm_rules *rules = norm_rules_load(test_languages(), "en", &err);
    struct view text = view_of("The pond is still\n  The frog is gone;\nand so");
    struct text spoken = {0};
    normalise(rules, &(struct norm_input){.text = text, .end = text.bytes, .verse = true}, &spoken,
              NULL);
    CHECK_STR(spoken.at, "The pond is still, The frog is gone; and so");
    text_release(&spoken);
    norm_rules_free(rules);
}

/* A long run of one mark is neither slow nor ever [[. */
static void hostile(void)
{
    static const char *const parts[] = {
        "[", "A.",   "1/",    "\"",  "1-",         "\xE2\x80\x94", "a@",   "$",
        "'", "\xFF", "Ph.D.", "1.1", "Chapter I ", "\xC2\xBD",     "[[1]", ". "};
    struct err err;
    struct norm_rules *rules = norm_rules_load(test_languages(), "en", &err);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct text text = {0}, spoken = {0};
        while (text.bytes < 100000)
            text_add_str(&text, parts[i]);
        normalise(rules, &(struct norm_input){.text = text_view(&text), .end = text.bytes}, &spoken,
                  NULL);
        CHECK_INT(view_find(text_view(&spoken), "[[", 0), spoken.bytes);
        CHECK_INT(view_find(text_view(&spoken), "  ", 0), spoken.bytes);
        text_release(&text);
        text_release(&spoken);
    }
    norm_rules_free(rules);
}

TEST_MAIN(TEST(titles_and_abbreviations), TEST(numerals), TEST(hints_come_first),
          TEST(years_and_dates), TEST(times_and_money), TEST(measures_and_numbers), TEST(marks),
          TEST(capitals_and_letters), TEST(addresses_of_the_net), TEST(words_in_context),
          TEST(headings), TEST(british), TEST(german), TEST(french), TEST(spanish),
          TEST(any_language), TEST(links), TEST(nothing_to_say), TEST(verse), TEST(hostile))
