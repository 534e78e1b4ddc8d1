/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of modern books: sounds, stammers, formulas, games, addresses, pictures. */
#include "normaliser_rows.h"

static void sounds_and_stretched_words(void)
{
    static const struct row rows[] = {
        {"Shhh! Ssh. SHH.", "[[SSS]]! [[SSS]]. [[SSS]]."},
        {"Hmph. Pfft. Brrr, grrr!", "humph. [[pfft]]. [[br3:]], [[gr3:]]!"},
        {"Mmm. Mm-hmm.", "[[mmm]]. mm-hmm."},
        {"5 mm and 6 ft. of pH", "5 millimeters and 6 feet of pH"},
        {"MM. Dupont and MSS.", "messieurs Dupont and manuscripts."},
        {"Nooooo! WHAAAT? Sooo goood.", "no! what? so good."},
        {"AAAH, Awwww.", "ah, aw."},
        {"Chapter iii. of XXX", "Chapter 3 of 30"},
    };
    CHECK_ROWS("en", false, rows);
}

static void stammers(void)
{
    static const struct row rows[] = {
        {"W-w-what? B-b-but...", "wuh wuh what? buh buh but…"},
        {"I-I d-don't", "I, I duh don't"},
        {"Th-the St-stop", "[[D@]] the stuh stop"},
        {"T-shirt, X-ray, L-shaped", "T-shirt, X-ray, L-shaped"},
        {"re-read, co-conspirators, D-Day", "re-read, co-conspirators, D-Day"},
        {"so-so, pom-poms, B-r-e-a-d", "so-so, pom-poms, B-r-e-a-d"},
        {"p-l-e-e-s, Oh-h-h", "p-l-e-e-s, Oh-h-h"},
    };
    CHECK_ROWS("en", false, rows);
}

static void powers(void)
{
    static const struct row rows[] = {
        {"x² + y² = z²", "x squared + y squared equals z squared"},
        {"E = mc², 10⁻³, 10⁸", "E equals mc squared, 10 to the minus 3, 10 to the power of 8"},
        {"So it was.² “No”³ in 1999²", "So it was. No in nineteen ninety-nine"},
        {"CO₂ and H₂O, CO2", "C O 2 and H 2 O, C O 2"},
        {"(a + b)² = 4", "(a + b) squared equals 4"},
    };
    CHECK_ROWS("en", false, rows);
}

static void figures(void)
{
    static const struct row rows[] = {
        {"a 6-ft. wall, a 10-m drop", "a 6 foot wall, a 10 meter drop"},
        {"a 9mm round; 9 mm wide", "a 9 millimeter round; 9 millimeters wide"},
        {"a $2.5M house", "a 2.5 million dollar house"},
        {"2h30m, 07:30hrs, 0600 hours", "2 hours 30 minutes, 7 30 hours, zero 6 hundred hours"},
        {"from 9-5, 9–5, 3-1", "from 9 to 5, 9 to 5, 3 1"},
        {"9/10 on the test, 9/10 of it", "9 out of 10 on the test, 9 tenths of it"},
        {"HP 120/150, 1/32 inch", "H P 120 of 150, one thirty-second inch"},
        {"the 21st. He; the 80s", "the twenty-first. He; the eighties"},
        {"Chapter 01, 2d6, Lv. 12", "Chapter 1, 2 D 6, level 12"},
        {"Gen. 1:1, 1 Cor. 13:4-7", "Genesis 1, 1, first Corinthians 13, 4 to 7"},
    };
    CHECK_ROWS("en", false, rows);
}

static void words_and_letters(void)
{
    static const struct row rows[] = {
        {"Right, OK, let's go.", "Right, O K, let's go."},
        {"in Tulsa, OK. John Smith, MD.", "in Tulsa, Oklahoma. John Smith, M D."},
        {"an IV drip, Rocky IV", "an I V drip, Rocky 4"},
        {"King Aldric IV, Sam II", "King Aldric the fourth, Sam the second"},
        {"the SS Nomad, SS Peter and Paul", "the S S Nomad, saints Peter and Paul"},
        {"Acme Corp. and Corp. Low", "Acme corporation and corporal Low"},
        {"AT&T, eggs w/ ham", "eigh T and T, eggs with ham"},
    };
    CHECK_ROWS("en", false, rows);
}

static void screens(void)
{
    static const struct row rows[] = {
        {"<System Message> a < b", "System Message a < b"},
        {"C:\\Windows #tag", "C backslash Windows hashtag tag"},
        {"See https://www.example.org/a/b?x=1 now.", "See example dot org now."},
        {"www.example.org", "W W W dot example dot org"},
        {"I ❤️ you 😂😂😂", "I ❤ you 😂"},
        {"👩🏽‍🔬 🏳️‍🌈 👍🏿", "👩 scientist rainbow flag 👍"},
        {"🇩🇪!", "flag of Germany!"},
    };
    CHECK_ROWS("en", false, rows);
}

TEST_MAIN(TEST(sounds_and_stretched_words), TEST(stammers), TEST(powers), TEST(figures),
          TEST(words_and_letters), TEST(screens))
