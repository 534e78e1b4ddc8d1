/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms that listening to whole books brought up. */
#include "normaliser_rows.h"

/* A dash for a name, and the same dash where somebody stops. */
static void omitted_names(void)
{
    static const struct row rows[] = {
        {"I--", "I,"},
        {"It begins with an M--", "It begins with an M,"},
        {"A--what kind?", "A, what kind?"},
        {"Lord A—— and Mr. B——.", "Lord A blank and mister B blank."},
        {"the ——shire Militia", "the blank shire Militia"},
        {"the town of ——, in Kent; to ——’s", "the town of blank, in Kent; to blank's"},
        {"D—n me!", "damn me!"},
        {"Captain D—n came", "Captain D blank n came"},
        {"N—o. Y—es. I—who? W—what?", "No. Yes. I, who? W, what?"},
        {"B—n said so", "B blank n said so"},
    };
    CHECK_ROWS("en", false, rows);
}

static void numerals_in_headings(void)
{
    static const struct row rows[] = {
        {"Interlude II", "Interlude 2"},
        {"INTERLUDE I", "interlude 1"},
        {"Elegy I: The Pond", "Elegy 1: The Pond"},
        {"You and I", "You and I"},
        {"Who Am I", "Who Am I"},
        {"Henry IV", "Henry the fourth"},
    };
    CHECK_ROWS("en", true, rows);
}

/* An abbreviation that is a word, and a numeral that is one. */
static void words_after_all(void)
{
    static const struct row rows[] = {
        {"I like you chaps. See chaps. 4-5.", "I like you chaps. See chapters 4 to 5."},
        {"No. I was alone. No. 5 was not.", "No. I was alone. number 5 was not."},
        {"Mr. So-and-So, Dr. No; the Prof. He left.",
         "mister So-and-So, doctor No; the professor. He left."},
        {"Anne M. Hale; Though M. Gris; Fr... fr", "Anne M Hale; Though monsieur Gris; Fr; fr"},
        {"No. I—never did. See Act I.", "No. I, never did. See Act 1."},
        {"in Macon, Ga., in May; Oh, Pa. He", "in Macon, Georgia, in May; Oh, Pa. He"},
        {"N. of it, in the S.W. corner", "north of it, in the southwest corner"},
        {"in Mill Square, S.W.", "in Mill Square, S W."},
        {"60 m. long and 7 m.", "60 miles long and 7 meters."},
        {"in 1906 $5 was", "in nineteen oh-six 5 dollars was"},
        {"See II. 12, and the SHUAI-JAN.", "See 2. 12, and the shuai-jan."},
        {"chapters viii. to xiii. of it", "chapters 8 to 13 of it"},
        {"Purgatorio, vii. He is ill.", "Purgatorio, 7. He is ill."},
    };
    CHECK_ROWS("en", false, rows);
}

static void marks_inside_words(void)
{
    static const struct row rows[] = {
        {"_Im_mediately, munifi_cence_, a_b", "Immediately, munificence, a b"},
        {"phil-_anthropic_", "phil-anthropic"},
        {"[I]t holds.[A] He", "It holds. He"},
        {"will-o'-the-wisp, man-o’-war, o' the", "will-o-the-wisp, man-o-war, a the"},
        {"Ts`ao don`t TS`AO", "Tsao don't tsao"},
        {"edge,&c., so", "edge, etcetera, so"},
        {"mid-'80s", "mid eighties"},
    };
    CHECK_ROWS("en", false, rows);
}

static void old_books(void)
{
    static const struct row rows[] = {
        {"2dly, to charge", "secondly, to charge"},
        {"500l. a year, 50l. 10s. 6d.", "500 pounds a year, 50 pounds 10 shillings and 6 pence."},
        {"L150 and L5", "150 pounds and L5"},
        {"$8.71-1/2", "8 dollars 71 and a half cents"},
        {"five ft. seven", "five feet seven"},
        {"at 10.5 p.m. we", "at 10 oh 5 P M we"},
        {"482-473 B.C.", "482 to 4 73 B C."},
        {"p. 33 ff.", "page 33 and following."},
    };
    CHECK_ROWS("en", false, rows);
}

static void decades_and_ranges(void)
{
    static const struct row rows[] = {
        {"in his 20s. He", "in his twenties. He"},
        {"his 20s. a week", "his 20 shillings a week"},
        {"1914 – 1918, 5 - 3", "nineteen fourteen to nineteen eighteen, 5, 3"},
        {"the 1914/15 season", "the nineteen fourteen 15 season"},
        {"5:00-6:00 p.m.", "5 to 6 P M."},
        {"1234-123kg", "1234 to 123 kilograms"},
        {"2/3rds, 50/50, 24/7", "2 thirds, 50 50, 24 7"},
        {"2003-04", "April 2003"},
    };
    CHECK_ROWS("en", false, rows);
}

static void codes_and_formulas(void)
{
    static const struct row rows[] = {
        {"2 + 2 = 4, 1-2=5", "2 + 2 equals 4, 1 minus 2 equals 5"},
        {"10 ÷ 2, Oro÷nd", "10 divided by 2, Oro÷nd"},
        {"AB-12345, a 20000-man army", "AB 1 2 3 4 5, a 20000 man army"},
        {"a card ending in 8876, a war ending in 1945",
         "a card ending in 8 8 7 6, a war ending in nineteen forty-five"},
        {"a 401(k) plan", "a 4 oh 1(k) plan"},
        {"1-800-GO-2-HAUL", "1, 800, G O 2 H eigh U L"},
        {"+44 20 7946 0958", "plus 4 4, 2 0, 7 9 4 6, 0 9 5 8"},
        {"2Q22, FY2015", "the second quarter of 22, FY twenty fifteen"},
        {"Tue 2/22, Tue he", "Tuesday February twenty-second, Tue he"},
        {"12 S 1st st", "12 south first street"},
        {"-$5, $20-30, £5–10 million", "minus 5 dollars, 20 to 30 dollars, 5 to 10 million pounds"},
        {"r2d2, 2^3, 5 * 6", "r2 d2, 2 to the power of 3, 5 times 6"},
        {"4111 1111 1111 1111", "4 1 1 1, 1 1 1 1, 1 1 1 1, 1 1 1 1"},
        {"the 16th cent. and", "the sixteenth century and"},
        {"5 USD, 5 °C, 5 kg/m³", "5 US dollars, 5 degrees Celsius, 5 kilograms per cubic meter"},
    };
    CHECK_ROWS("en", false, rows);
}

static void same_letters(void)
{
    static const struct row rows[] = {
        {"He made a bow.", "He made a bough."},
        {"the bow and arrow", "the bow and arrow"},
        {"They had a row.", "They had a rau."},
        {"They sat in a row.", "They sat in a row."},
        {"It came to a close.", "It came to a cloze."},
        {"a close friend, close to me", "a close friend, close to me"},
        {"to use it, of no use, put it to use", "to yooze it, of no use, put it to use"},
        {"Mary read it. Did Mary read it?", "Mary red it. Did Mary read it?"},
        {"He opened it and read it.", "He opened it and red it."},
        {"He wanted to sit and read.", "He wanted to sit and read."},
        {"Have you ever read it? Pray read it. I'll read it.",
         "Have you ever red it? Pray read it. I'll read it."},
        {"a tear; tear it up", "a tear; tare it up"},
        {"a learned man; he learned it", "a [[l'3:nId]] man; he learned it"},
        {"an invalid aunt", "an [['Inv@lId]] aunt"},
        {"an invalid vote", "an invalid vote"},
        {"I protest; a protest", "I [[pr@t'Est]]; a protest"},
        {"Conduct him; his conduct", "[[k@nd'Vkt]] him; his conduct"},
        {"from subject to subject", "from subject to subject"},
        {"an aged man", "an [['eIdZId]] man"},
        {"a man aged ten", "a man aged ten"},
        {"made of minute grains, a minute or two", "made of my newt grains, a minute or two"},
    };
    CHECK_ROWS("en", false, rows);
}

static void german(void)
{
    static const struct row headings[] = {{"1. Kapitel", "erstes Kapitel"},
                                          {"II. Teil", "zweiter Teil"},
                                          {"3. Der Weg", "drei. Der Weg"}};
    static const struct row rows[] = {
        {"im II. Teil", "im zweiten Teil"},
        {"3½ Meilen, ½ Stunde", "dreieinhalb Meilen, eine halbe Stunde"},
        {"1 Mann, 1 Stunde, 1 Uhr", "ein Mann, eine Stunde, ein Uhr"},
        {"die 1920er Jahre", "die neunzehnhundertzwanziger Jahre"},
        {"300 v. Chr., S. 33 ff.", "dreihundert vor Christus, Seite dreiunddreißig fortfolgende."},
        {"um 10.30 kam er", "um zehn Uhr dreißig kam er"},
        {"Katharina II. und Max.", "Katharina die zweite und Max."},
    };
    CHECK_ROWS("de", true, headings);
    CHECK_ROWS("de", false, rows);
}

static void spanish(void)
{
    static const struct row rows[] = {
        {"el sr. Gris, 1.er piso", "el señor Gris, primer piso"},
        {"300 casas, 201 noches", "trescientas casas, doscientas una noches"},
        {"n.º 5, a las 10.30", "número cinco, a las diez y media"},
        {"Isabel II, ½ hora", "Isabel segunda, media hora"},
        {"en el mar. Y", "en el mar. Y"},
        {"20 eur, junio 11, 2000", "veinte euros, once de junio de dos mil"},
    };
    CHECK_ROWS("es", false, rows);
}

static void french(void)
{
    static const struct row rows[] = {
        {"Mme de Gris, St-Jean", "madame de Gris, saint Jean"},
        {"n° 5, 1 heure, 21 pages", "numéro cinq, une heure, vingt-et-une pages"},
        {"52 av. J.-C., c.-à-d.", "cinquante-deux avant Jésus-Christ, c'est-à-dire."},
        {"S.A.R. le duc, un vol.", "Son Altesse Royale le duc, un vol."},
        {"le 17.06, à 10.30", "le dix-sept juin, à dix heures trente"},
    };
    CHECK_ROWS("fr", false, rows);
}

TEST_MAIN(TEST(omitted_names), TEST(numerals_in_headings), TEST(words_after_all),
          TEST(marks_inside_words), TEST(old_books), TEST(decades_and_ranges),
          TEST(codes_and_formulas), TEST(same_letters), TEST(german), TEST(spanish), TEST(french))
