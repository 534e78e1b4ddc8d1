/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Structure of plain text: headings, titles, nesting, and what is not read. */
#include "../test.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/book.h"
#include "book/read/read.h"
#include "book/wording/wording.h"
#include "data/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#define S1    "The boat lay still upon the water and nobody had anything to say about it until the\n"
#define S2    "wind came up from the south, when they all began to speak of supper and of the long\n"
#define S3    "way home, which seemed shorter now that it could be seen from one end to the other.\n"
#define PROSE "\n" S1 S2 S3 "\n" S2 S3 S1 "\n\"What now?\" she asked.\n\n" S1 S3 S2 "\n"
#define GAP   "\n\n\n"

/* Reads a text as a book; the caller frees it. NULL when it is none, with the sentence printed. */
static struct book *read_text(const char *text, size_t bytes, const struct book_options *options)
{
    char path[] = "/tmp/lectern-plain-XXXXXX";
    struct err err = {0};
    int descriptor = mkstemp(path);
    CHECK(descriptor >= 0 && write(descriptor, text, bytes) == (ssize_t)bytes);
    close(descriptor);
    struct book *book = book_read(path, options, &err);
    unlink(path);
    if (book != NULL && !book_check(book, &err)) {
        printf("# %s\n", err.text);
        CHECK(!"book_check");
    }
    return book;
}

static struct book *read_plain(const char *text)
{
    static const struct book_options none = {0};
    return read_text(text, strlen(text), &none);
}

/* "1 Preface|1 Part 1|2 Chapter 1: The Mast": the chapters that have a heading. */
static const char *outline_of(const char *source, struct text *out)
{
    text_clear(out);
    /* The prose is English whatever the headings are: the header alone would not be believed. */
    struct book_options options = {0};
    char name[32], code[16] = "";
    struct languages *languages = languages_new();
    if (sscanf(source, "Language: %31s", name) == 1) {
        struct err err = {0};
        CHECK(language_named(languages, view_of(name), code, &err));
        options.language = code;
    }
    languages_free(languages);
    struct book *book = read_text(source, strlen(source), &options);
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++)
        if (book->chapters[i].has_heading)
            text_addf(out, "%s%d %s", out->bytes > 0 ? "|" : "", book->chapters[i].level,
                      book->chapters[i].title);
    book_free(book);
    text_add_str(out, "");
    return out->at;
}

struct outline_case {
    const char *name, *text, *outline;
};

static void check_outlines(const struct outline_case *cases, size_t count)
{
    struct text out = {0};
    for (size_t i = 0; i < count; i++) {
        const char *outline = outline_of(cases[i].text, &out);
        if (strcmp(outline, cases[i].outline) != 0)
            printf("# case: %s\n", cases[i].name);
        CHECK_STR(outline, cases[i].outline);
    }
    text_release(&out);
}

#define CHECK_OUTLINES(cases) check_outlines(cases, sizeof(cases) / sizeof((cases)[0]))

static void forms_of_headings(void)
{
    static const struct outline_case cases[] = {
        {"numbers and words",
         "CHAPTER I\n" PROSE GAP "CHAPTER II.\n" PROSE GAP "Chapter 3\n" PROSE GAP
         "CHAPTER THE FOURTH\n" PROSE GAP "Chapter Twenty-One: The Mast\n" PROSE,
         "1 Chapter 1|1 Chapter 2|1 Chapter 3|1 Chapter the Fourth|1 Chapter Twenty-One: The Mast"},
        {"title on the line",
         "Chapter 4. The Long Way\n" PROSE GAP "CHAPTER V. THE SHORT WAY OF IT\n" PROSE,
         "1 Chapter 4: The Long Way|1 Chapter 5: The Short Way of It"},
        {"title on the next lines",
         "CHAPTER I\n\nTHE BOAT\n" PROSE GAP "CHAPTER II\n\nTHE WIND\nAND THE WATER\n" PROSE,
         "1 Chapter 1: The Boat|1 Chapter 2: The Wind and the Water"},
        {"bare numerals", "I\n" PROSE GAP "II\n" PROSE GAP "III\n" PROSE,
         "1 Chapter 1|1 Chapter 2|1 Chapter 3"},
        {"numerals with titles",
         "I. Of Boats\n" PROSE GAP "II. Of Wind\n" PROSE GAP "III. Of Water\n" PROSE,
         "1 1. Of Boats|1 2. Of Wind|1 3. Of Water"},
        {"the word second", "FIRST ACT\n" PROSE GAP "SECOND ACT\n" PROSE,
         "1 First Act|1 Second Act"},
        {"number signs", "# The Boat\n" PROSE "## Morning\n" PROSE "## Evening\n" PROSE,
         "1 The Boat|2 Morning|2 Evening"},
        {"underlined", "Morning\n-------\n" PROSE "\nEvening\n-------\n" PROSE,
         "1 Morning|1 Evening"},
        {"lost blank", "BOOKI. THE BOAT\n" PROSE GAP "BOOK II. THE WIND\n" PROSE,
         "1 Book 1: The Boat|1 Book 2: The Wind"},
        {"no heading at all", PROSE PROSE, ""},
        {"prose that begins like a heading",
         "Part of the crew went below.\n" PROSE "Chapter and verse were what she wanted.\n" PROSE
         "I was alone.\n" PROSE "One night: it was in June, and the rain fell on the deck all the\n"
         "time, so that nobody slept.\n" PROSE,
         ""},
        {"a list is no chapters",
         "CHAPTER I\n" PROSE
         "1. Take the boat.\n\n2. Take the oars.\n\n3. Take the sail.\n\n4. Go.\n" PROSE GAP
         "CHAPTER II\n" PROSE,
         "1 Chapter 1|1 Chapter 2"},
        {"files that were joined",
         "CHAPTER I\n" PROSE "\xEF\xBB\xBF"
         "CHAPTER II\n" PROSE,
         "1 Chapter 1|1 Chapter 2"},
        {"old line ends", "CHAPTER I\r\rIt was late, and they slept.\r\rCHAPTER II\r\rThey woke.\r",
         "1 Chapter 1|1 Chapter 2"},
    };
    CHECK_OUTLINES(cases);
}

/* Forms of headings that come seldom. */
static void rare_forms(void)
{
    static const struct outline_case cases[] = {
        {"spaced letters",
         "C H A P T E R   I\n" PROSE GAP "C H A P T E R   I I\n\nT H E   B O A T\n" PROSE,
         "1 Chapter 1|1 Chapter 2: The Boat"},
        {"a word we do not know, in a series",
         "FEDERALIST No. 1\n" PROSE GAP "FEDERALIST No. 2\n" PROSE GAP "FEDERALIST No. 3\n" PROSE,
         "1 Federalist 1|1 Federalist 2|1 Federalist 3"},
        {"and its number first",
         "THE FIRST DIALOGUE\n" PROSE GAP "THE SECOND DIALOGUE\n" PROSE GAP
         "THE THIRD DIALOGUE\n" PROSE,
         "1 First Dialogue|1 Second Dialogue|1 Third Dialogue"},
        {"captions and kings are none",
         "CHAPTER I\n" PROSE GAP "Figure 1\n" PROSE GAP "Figure 2\n" PROSE GAP
         "Figure 3\n" PROSE GAP "CHAPTER II\n" PROSE "One night.\n" PROSE "Louis XIV\n" PROSE,
         "1 Chapter 1|1 Chapter 2"},
        {"only a blank between number and title",
         "01 My Early Boat\n" PROSE GAP "02 The Wind\n" PROSE GAP "03 The Water\n" PROSE,
         "1 1. My Early Boat|1 2. The Wind|1 3. The Water"},
        {"a title that begins with I",
         "CHAPTER I\n\nI GO TO SEA\n" PROSE GAP "CHAPTER II\n\nI COME HOME\n" PROSE,
         "1 Chapter 1: I Go to Sea|1 Chapter 2: I Come Home"},
        {"decimals and halves",
         "Chapter 1.1 - The Boat\n" PROSE GAP "Chapter 1.2 - The Wind\n" PROSE GAP
         "Chapter 3\u00BD\n" PROSE,
         "1 Chapter 1.1: The Boat|1 Chapter 1.2: The Wind|1 Chapter 3\u00BD"},
        {"two units",
         "Volume 1, Chapter 1 - The Boat\n" PROSE GAP "Volume 1, Chapter 2 - The Wind\n" PROSE GAP
         "Book Two - Chapter Three\n" PROSE,
         "1 Volume 1, Chapter 1: The Boat|1 Volume 1, Chapter 2: The Wind|1 Book Two - Chapter "
         "Three"},
        {"the book's name and a unit",
         "Long Shore - Chapter 1: The Boat\n" PROSE GAP "Long Shore - Chapter 2: The Wind\n" PROSE,
         "1 Chapter 1: The Boat|1 Chapter 2: The Wind"},
        {"scenes with their act",
         "ACT I\n" GAP "Scene 1.I\n" PROSE GAP "Scene 1.II\n" PROSE GAP "ACT II\n" GAP
         "Scene 2.I\n" PROSE,
         "1 Act 1|2 Scene 1|2 Scene 2|1 Act 2|2 Scene 1"},
        {"letters",
         "CHAPTER I\n" PROSE GAP "APPENDIX A\n" PROSE GAP "Appendix B: Boats\n" PROSE GAP
         "Appendix C\n" PROSE,
         "1 Chapter 1|1 Appendix A|1 Appendix B: Boats|1 Appendix C"},
        {"misread numerals",
         "CHAPTER I\n" PROSE GAP "CHAPTER II\n" PROSE GAP "CHAPTER IIl\n" PROSE GAP
         "CHAPTER IV\n" PROSE GAP "CHAPTER5\n" PROSE,
         "1 Chapter 1|1 Chapter 2|1 Chapter 3|1 Chapter 4|1 Chapter 5"},
        {"marks of a wiki",
         "The boats of old lay still.\n\n== The Boat ==\n" PROSE "=== The Oar ===\n" PROSE,
         "1 The Boat|2 The Oar"},
        {"a name at the end", "ANNA'S PROLOGUE\n" PROSE GAP "CHAPTER I\n" PROSE,
         "1 Anna's Prologue|1 Chapter 1"},
        {"the title in the heading's own paragraph",
         "Chapter One\nThe Boat\n" S1 S2 S3 GAP "Chapter Two\nThe Wind\n" S1 S2 S3,
         "1 Chapter One: The Boat|1 Chapter Two: The Wind"},
        {"place and date of a letter",
         "LETTER I.\n\nANNA TO THE REV. MR. DALE.\nFell Grange, Kent.\n\n" PROSE GAP
         "LETTER II.\n\nTHE SAME TO MR. VANE Ash Hill, March 12.\n\n" PROSE,
         "1 Letter 1: Anna to the Rev. Mr. Dale|1 Letter 2: The Same to Mr. Vane"},
        {"titles with a full stop",
         "I\n\nOf the boat.\n" PROSE GAP "II\n\nOf the wind.\n" PROSE GAP
         "III\n\nOf the water.\n" PROSE GAP "IV\n\nWhat a shore!\n" PROSE,
         "1 1. Of the boat|1 2. Of the wind|1 3. Of the water|1 4. What a shore!"},
        {"a synopsis is no title",
         "CHAPTER I.\n\nThe boat is seen. The wind comes up from the south. They sail.\n\n" PROSE
             GAP
         "CHAPTER II.\n\nThe wind falls. They drift for a day. The land is seen at last.\n\n" PROSE,
         "1 Chapter 1|1 Chapter 2"},
        {"speech is no title",
         "CHAPTER I\n\n\n\"TOM!\"\n\nNo answer.\n" PROSE GAP "CHAPTER II\n" PROSE GAP
         "CHAPTER III\n" PROSE,
         "1 Chapter 1|1 Chapter 2|1 Chapter 3"},
        {"a speaker is no title",
         "ACT I\n\nSCENE I\n\nANNA.\n\nRow.\n\nBEN.\n\nNo.\n\nANNA.\n\nRow!\n\nANNA.\n\nRow!\n" GAP
         "ACT II\n\nSCENE I\n\nANNA.\n\nWe row.\n\nANNA.\n\nStill.\n",
         "1 Act 1|2 Scene 1|1 Act 2|2 Scene 1"},
        {"titles above numbers that begin anew",
         "THE BOAT\n\n\nI\n" PROSE "\nII\n" PROSE GAP "THE WIND\n\n\nI\n" PROSE "\nII\n" PROSE GAP
         "THE WATER\n\n\nI\n" PROSE "\nII\n" PROSE,
         "1 The Boat|2 Chapter 1|2 Chapter 2|1 The Wind|2 Chapter 1|2 Chapter 2|1 The Water|2 "
         "Chapter 1|2 Chapter 2"},
    };
    CHECK_OUTLINES(cases);
}

#define SAID "The boat lay in the harbour all day, and nobody came down to look at it.\n"

static void numbers_that_begin_again(void)
{
    static const struct outline_case cases[] = {
        {"parts of one chapter are no title page",
         "Chapter I: The Boats Of The Northern Shore.--Part\nI.\n" PROSE GAP
         "Chapter I: The Boats Of The Northern Shore.--Part\nII.\n" PROSE GAP
         "Chapter II: The Wind.\n" PROSE,
         "1 Chapter 1: The Boats Of The Northern Shore.--Part I|1 Chapter 1: The Boats Of The "
         "Northern Shore.--Part II|1 Chapter 2: The Wind"},
        {"a misprint in the second book",
         "BOOK I\n\n\nI.\n\n" PROSE PROSE "\nII.\n\n" PROSE PROSE "\nIII.\n\n" PROSE PROSE
         "\nIV.\n\n" PROSE PROSE GAP "BOOK II\n\n\nI.\n\n" PROSE PROSE "\nIV.\n\n" PROSE PROSE
         "\nIII.\n\n" PROSE PROSE,
         "1 Book 1|2 Chapter 1|2 Chapter 2|2 Chapter 3|2 Chapter 4|1 Book 2|2 Chapter 1|2 Chapter "
         "2|2 Chapter 3"},
        {"short chapters with a title below the number",
         "BOOK ONE\n" GAP "I.\n\nTHE BOAT.\n\n" SAID "\nII.\n\nTHE OAR.\n\n" SAID GAP
         "BOOK TWO\n" GAP "I.\n\nTHE WIND.\n\n" SAID "\nII.\n\nTHE SAIL.\n\n" SAID
         "\nIII.\n\nTHE LAND.\n\n" SAID,
         "1 Book One|2 1. The Boat|2 2. The Oar|1 Book Two|2 1. The Wind|2 2. The Sail|2 3. The "
         "Land"},
        {"the same with titles in small letters",
         "I.\n\nOf the boat.\n\n" SAID "\nII.\n\nOf the oar.\n\n" SAID
         "\nIII.\n\nOf the wind.\n\n" SAID "\nIV.\n\nOf the land.\n\n" SAID,
         "1 1. Of the boat|1 2. Of the oar|1 3. Of the wind|1 4. Of the land"},
    };
    CHECK_OUTLINES(cases);
}

/* Lines without a full stop part a book that has no other headings. */
static void lines_alone(void)
{
    static const char *const titles[][4] = {{"ANNA", "BEN", "ANNA", "CLARA"},
                                            {"January 3rd", "January 9th", "May 1st", "May 2nd"},
                                            {"The Boat", "The Wind", "The Water", "The Land"}};
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        struct text text = {0}, outline = {0}, wanted = {0};
        text_add_str(&text, "A Long Voyage\n\n");
        for (size_t k = 0; k < 4; k++) {
            text_addf(&text, "\n%s\n%s%s\n%s", titles[i][k], PROSE, PROSE PROSE, S3);
            text_addf(&wanted, "%s1 %s", k > 0 ? "|" : "", titles[i][k]);
        }
        const char *got = outline_of(text.at, &outline);
        CHECK(strlen(got) == wanted.bytes && strcasecmp(got, wanted.at) == 0);
        text_release(&text);
        text_release(&outline);
        text_release(&wanted);
    }
}

static void other_languages(void)
{
    static const struct outline_case cases[] = {
        {"French",
         "Language: French\n\nPREMIÈRE PARTIE\n\nCHAPITRE PREMIER\n" PROSE GAP
         "CHAPITRE II\n" PROSE GAP "DEUXIÈME PARTIE\n\nCHAPITRE Ier\n" PROSE,
         "1 Première partie|2 Chapitre premier|2 Chapitre 2|1 Deuxième partie|2 Chapitre 1"},
        {"names keep their capital in titles",
         "Language: French\n\nCHAPITRE I\n\nLE ROI PARLE À RUSTIN D'IRLANDE\n" PROSE
         "Le vieux roi vit que Rustin dormait, et l'on dit que d'Irlande, Rustin revint.\n" GAP
         "CHAPITRE II\n\nLE ROI DORT\n" PROSE,
         "1 Chapitre 1: Le roi parle à Rustin d'Irlande|1 Chapitre 2: Le roi dort"},
        {"German",
         "Language: German\n\nErstes Kapitel\n" PROSE GAP "Zweites Kapitel\n" PROSE GAP
         "Siebenunddreißigstes Kapitel\n" PROSE,
         "1 Erstes Kapitel|1 Zweites Kapitel|1 Siebenunddreißigstes Kapitel"},
        {"Spanish",
         "Language: Spanish\n\nCapítulo primero. De la barca\n" PROSE GAP
         "Capítulo II. Del viento\n" PROSE,
         "1 Capítulo primero: De la barca|1 Capítulo 2: Del viento"},
        {"Italian", "Language: Italian\n\nCAPITOLO I.\n" PROSE GAP "CAPITOLO SECONDO\n" PROSE,
         "1 Capitolo 1|1 Capitolo secondo"},
        {"Dutch", "Language: Dutch\n\nEERSTE HOOFDSTUK\n" PROSE GAP "TWEEDE HOOFDSTUK\n" PROSE,
         "1 Eerste hoofdstuk|1 Tweede hoofdstuk"},
        {"Portuguese",
         "Language: Portuguese\n\nCAPITULO PRIMEIRO\n" PROSE GAP "CAPÍTULO II\n" PROSE,
         "1 Capitulo primeiro|1 Capítulo 2"},
        {"Finnish",
         "Language: Finnish\n\nENSIMMÄINEN LUKU\n" PROSE GAP "TOINEN LUKU\n" PROSE GAP
         "II osa\n" PROSE,
         "1 Ensimmäinen luku|1 Toinen luku|1 Osa 2"},
        {"Finnish, the old way",
         "Language: Finnish\n\nYhdeskolmatta luku\n" PROSE GAP "Kahdeskolmatta luku\n" PROSE,
         "1 Yhdeskolmatta luku|1 Kahdeskolmatta luku"},
        {"small words are no numerals",
         "Language: Italian\n\nI.\n\nStoria di Anna\n" PROSE GAP
         "II.\n\nStoria mi piace\n" PROSE GAP "III.\n\nIl mare\n" PROSE,
         "1 1. Storia di Anna|1 2. Storia mi piace|1 3. Il mare"},
    };
    CHECK_OUTLINES(cases);
}

/* Without capitals, blanks or our digits. */
static void other_scripts(void)
{
    static const struct outline_case cases[] = {
        {"Chinese",
         "第一章 河边\n\n今年的水很大，船不能过河。\n\n第二章\n\n他在山上等了一天。\n\n"
         "第十二章　家\n\n路很长，他走了很久。\n\n第两百一十八章：归\n\n他回来了。\n",
         "1 第一章 河边|1 第二章|1 第十二章 家|1 第两百一十八章 归"},
        {"Japanese",
         "第１話　ふね\n\nふねは、みずのうえにあった。\n\n第２話　かぜ\n\nかぜがふいていた。\n\n第"
         "３話　うみ\n\nうみはひろい。\n",
         "1 第１話 ふね|1 第２話 かぜ|1 第３話 うみ"},
        {"Korean",
         "제1장 배\n\n배는 물 위에 조용히 있었다.\n\n제2장 바람\n\n바람이 남쪽에서 불어 "
         "왔다.\n\n제3장 바다\n\n바다는 넓다.\n",
         "1 제1장 배|1 제2장 바람|1 제3장 바다"},
        {"Arabic",
         "الفصل الأول\n\nكانت السفينة ساكنة على الماء.\n\nالفصل الثاني\n\nثم هبت الريح من "
         "الجنوب.\n",
         "1 الفصل الأول|1 الفصل الثاني"},
        {"Hindi", "अध्याय १\n\nनाव पानी पर थी और कोई नहीं बोला।\n\nअध्याय २\n\nफिर दक्षिण से हवा आई।\n",
         "1 अध्याय 1|1 अध्याय 2"},
        {"Hebrew", "פרק א\n\nהסירה עמדה על המים ואיש לא דיבר.\n\nפרק ב\n\nאז באה הרוח מן הדרום.\n",
         "1 פרק 1|1 פרק 2"},
    };
    CHECK_OUTLINES(cases);
}

static void nesting(void)
{
    static const struct outline_case cases[] = {
        {"parts, books, chapters",
         "PREFACE\n" PROSE GAP "PART ONE--The Sea\n" GAP "BOOK I\n" GAP "CHAPTER I\n" PROSE GAP
         "CHAPTER II\n" PROSE GAP "PART TWO--The Land\n" GAP "BOOK II\n" GAP "CHAPTER I\n" PROSE GAP
         "EPILOGUE\n" PROSE,
         "1 Preface|1 Part One: The Sea|2 Book 1|3 Chapter 1|3 Chapter 2|1 Part Two: The Land|2 "
         "Book "
         "2|3 Chapter 1|1 Epilogue"},
        {"numbers that go on under another form",
         "ADVENTURE I. THE BOAT\n" PROSE GAP "II. THE WIND\n" PROSE GAP "III. THE WATER\n" PROSE GAP
         "IV. THE LAND\n" PROSE,
         "1 Adventure 1: The Boat|1 Adventure 2: The Wind|1 Adventure 3: The Water|1 Adventure 4: "
         "The "
         "Land"},
        {"letters inside a chapter",
         "CHAPTER I\n" PROSE GAP "CHAPTER II\n" PROSE "LETTER I\n" PROSE GAP
         "CHAPTER III\n" PROSE GAP "CHAPTER IV\n" PROSE GAP "CHAPTER V\n" PROSE GAP
         "CHAPTER VI\n" PROSE GAP "CHAPTER VII\n" PROSE GAP "CHAPTER VIII\n" PROSE,
         "1 Chapter 1|1 Chapter 2|1 Chapter 3|1 Chapter 4|1 Chapter 5|1 Chapter 6|1 Chapter 7|1 "
         "Chapter "
         "8"},
        {"letters and chapters are of one rank",
         "Letter 1\n" PROSE GAP "Letter 2\n" PROSE GAP "Chapter 1\n" PROSE GAP "Chapter 2\n" PROSE,
         "1 Letter 1|1 Letter 2|1 Chapter 1|1 Chapter 2"},
    };
    CHECK_OUTLINES(cases);
}

#define LIST "CONTENTS\n\n The Boat\n The Wind\n The Water\n The Land\n" GAP

static void contents_lists(void)
{
    static const struct outline_case cases[] = {
        {"titles known by the list alone",
         LIST "The Boat\n" PROSE "\nThe Wind\n" PROSE "\nThe Water\n" PROSE "\nThe Land\n" PROSE,
         "1 The Boat|1 The Wind|1 The Water|1 The Land"},
        {"capitals in the book, page numbers in the list",
         "CONTENTS\n\n  I. The Boat . . . . . 3\n II. The Wind . . . . . 17\nIII. The Water . . . "
         ". 29\n" GAP "I\n\nTHE BOAT\n" PROSE GAP "II\n\nTHE WIND\n" PROSE GAP
         "III\n\nTHE WATER\n" PROSE,
         "1 1. The Boat|1 2. The Wind|1 3. The Water"},
        {"chapters twice",
         "Contents\n\nCHAPTER I\n\nCHAPTER II\n\nCHAPTER III\n" GAP "CHAPTER I\n" PROSE GAP
         "CHAPTER II\n" PROSE GAP "CHAPTER III\n" PROSE,
         "1 Chapter 1|1 Chapter 2|1 Chapter 3"},
        {"a chapter that speaks of contents",
         "CHAPTER I. THE CONTENTS OF THE BOX\n" PROSE GAP "CHAPTER II. THE LID\n" PROSE,
         "1 Chapter 1: The Contents of the Box|1 Chapter 2: The Lid"},
        {"heads of pages",
         "CHAPTER I\n" PROSE "CHAPTER I\n" PROSE "CHAPTER I\n" PROSE "CHAPTER II\n" PROSE
         "CHAPTER II\n" PROSE,
         "1 Chapter 1|1 Chapter 2"},
        {"at the end",
         "CHAPTER I\n\nTHE BOAT\n" PROSE GAP "CHAPTER II\n\nTHE WIND\n" PROSE GAP
         "CONTENTS\n\nCHAPTER I The Boat . . 1\nCHAPTER II The Wind . . 9\n",
         "1 Chapter 1: The Boat|1 Chapter 2: The Wind"},
    };
    CHECK_OUTLINES(cases);
}

#define HEADER                                                                                     \
    "The Project Gutenberg EBook of Boats, by Ann Oar\n\nTitle: Boats\n\nAuthor: Ann Oar\n\n"      \
    "Language: English\n\n*** START OF THIS PROJECT GUTENBERG EBOOK BOATS ***\n\n\n"               \
    "Produced by Somebody\n\n\n\n"
#define FOOTER                                                                                     \
    "\n\nEnd of Project Gutenberg's Boats, by Ann Oar\n\n"                                         \
    "*** END OF THIS PROJECT GUTENBERG EBOOK BOATS ***\n\nLicence.\n"

/* "licence:The Proj|contents:CONTENTS": reason and first eight bytes of each skipped block. */
static const char *skips_of(const struct book *book, struct text *out)
{
    text_clear(out);
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (block->kind == BLOCK_SKIP)
            text_addf(out, "%s%s:%.*s", out->bytes > 0 ? "|" : "", skip_reason_name(block->reason),
                      VIEW_ARGS(view_part(book_view(book, block->start, block->end), 0, 8)));
    }
    text_add_str(out, "");
    return out->at;
}

static void what_is_not_read(void)
{
    static const struct {
        const char *text, *skips;
    } cases[] = {
        {HEADER "CHAPTER I\n" PROSE FOOTER, "licence:The Proj|licence:End of P"},
        {HEADER "Transcriber's Note: nothing was changed.\n" GAP "CHAPTER I\n" PROSE FOOTER,
         "licence:The Proj|transcriber:Transcri|licence:End of P"},
        {"CHAPTER I\n" PROSE "[Illustration: A boat\n\n_Fig. 1_]\n" PROSE, "illustration:[Illustr"},
        {"CHAPTER I\n\n[Illustration: A boat] She rowed on.\n" PROSE, "illustration:[Illustr"},
        {LIST "The Boat\n" PROSE "\nThe Wind\n" PROSE "\nThe Water\n" PROSE "\nThe Land\n" PROSE,
         "contents:CONTENTS"},
        {"CHAPTER I\n\nShe rowed on.[1] He did not.\n" PROSE "[1] It was late.\n" PROSE,
         "footnote:[1] It w"},
        {"CHAPTER I\n" PROSE PROSE PROSE PROSE GAP
         "INDEX\n\nBoat, 1, 7\n\nLand, 90\n\nWater, 12\n\nWind, 14, 15\n",
         "index:INDEX\n\nB"},
        {HEADER "BOATS\n\nBy Ann Oar\n\n\nLONDON\nOar & Sons, Publishers\n\n1890\n" GAP
                "CHAPTER I\n" PROSE FOOTER,
         "licence:The Proj|imprint:LONDON\nO|licence:End of P"},
        {"A LONG VOYAGE\n" PROSE "He lived in London.\n\nThe press was late.\n" PROSE GAP
         "CHAPTER II\n" PROSE,
         ""},
        {"CHAPTER I\n" PROSE "Transcriber's Note: the original reads oar\n" PROSE PROSE,
         "transcriber:Transcri"},
        {"CONTENTS\n\n ACT I\n ACT II\n\n\nACT I\n\nANNA. Row.\n\nBEN. No.\n\n\nACT "
         "II\n\nANNA. Row.\n",
         "contents:CONTENTS"},
        {"CHAPTER I\n\nShe rowed(*) on.\n" PROSE "  (*) It was late.\n" PROSE, "footnote:(*) It w"},
        {"CHAPTER I\n\nShe rowed (*) on.\n" PROSE "(+) It was late.\n" PROSE, ""},
        {"CHAPTER I\n\nShe rowed on.(1)\n" PROSE "\n\n\nFOOTNOTES\n\n 1 At noon.\n\n 2 Not far.\n",
         "footnote:FOOTNOTE"},
        {"CHAPTER I\n\nShe rowed on.\n" PROSE "1. \u2191 At noon.\n\n\u2191 Not far.\n",
         "footnote:1. \u2191 A"},
        {"**This is a COPYRIGHTED Project Gutenberg Etext**\nThe Project Gutenberg Etext of "
         "Boats\n\n"
         "***START** SMALL PRINT! for ETEXTS ***\n\nRules.\n\n*SMALL PRINT! Ver.04 FOR "
         "ETEXTS*END*\n\n\nCHAPTER I\n" PROSE "\nEnd this Projekt Gutenberg Etextes Boats\n",
         "licence:**This i|licence:End this"},
        {"BOATS\n\n[This electronic edition follows\nthe print.]\n\n\nCHAPTER I\n" PROSE,
         "transcriber:[This el"},
        {"BOATS\n\n[Editor's note: from the papers.]\n\n\nCHAPTER I\n" PROSE,
         "transcriber:[Editor'"},
        {"CHAPTER I\n" PROSE PROSE PROSE
         "\nTHE END\n\n\nBY THE SAME AUTHOR\n\nTHE MILL, 3s. 6d.\n\n"
         "THE WELL, cloth, 2s.\n",
         "back-matter:BY THE S"},
        {"CHAPTER I\n" PROSE PROSE PROSE "\nTHE END\n\n\nEPILOGUE\n" PROSE, ""},
        {"BY THE SAME AUTHOR\n\nThe Mill\nThe Well\n\n\n\nBOATS\n\n\nCHAPTER I\n" PROSE,
         "front-matter:BY THE S"},
        {"CHAPTER I\n" PROSE "Previous Chapter | Next Chapter\n\n\nCHAPTER II\n" PROSE
         "\n<< Prev | Contents\n",
         "hidden:Previous|hidden:<< Prev "},
        {"CHAPTER I\n" PROSE "Next chapter he read aloud, at home.\n" PROSE, ""},
        {"CHAPTER I\n" PROSE "If you come across this story on Amazon, report it.\n" PROSE
         "Stolen content alert: this belongs on Royal Road.\n" PROSE,
         "hidden:If you c|hidden:Stolen c"},
        {"She rowed on.\n\nComments are closed, but trackbacks are open.\n",
         "back-matter:Comments"},
        {"ANNA. Go.\n\nBEN. No.\n\nANNA. Go.\n\nBEN. No.\n\nANNA. Go.\n\nBEN. No.\n\nANNA. "
         "Go.\n\nBEN. "
         "No.\n\nANNA. Go.\n\nBEN. No.\n\nANNA. Go.\n\nBEN. No.\n",
         "speaker-label:ANNA.|speaker-label:BEN.|speaker-label:ANNA.|speaker-label:BEN.|speaker-"
         "label:"
         "ANNA.|speaker-label:BEN.|speaker-label:ANNA.|speaker-label:BEN.|speaker-label:ANNA.|"
         "speaker-"
         "label:BEN.|speaker-label:ANNA.|speaker-label:BEN."},
    };
    struct text out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_plain(cases[i].text);
        CHECK_STR(skips_of(book, &out), cases[i].skips);
        book_free(book);
    }
    text_release(&out);
}

static void add_prose(struct text *text, size_t bytes)
{
    for (size_t end = text->bytes + bytes; text->bytes < end;)
        text_add_str(text, PROSE "\n");
}

/* In a text as long as a book the judge decides, and keeps what is plain: chapters, sections whose
 * titles end like a sentence, no entries of a contents list with synopses. */
static void judged(void)
{
    static const char *const titles[] = {"THE MAST", "THE WIND", "THE OAR", "THE SAIL", "THE ROPE"};
    struct text text = {0};
    text_add_str(&text, "THE LONG VOYAGE\n\n\n\nCONTENTS\n\n\n");
    for (int i = 0; i < 5; i++) {
        text_addf(&text, "CHAPTER %d. %s.\n\n", i + 1, titles[i]);
        for (int k = 0; k < 6; k++)
            text_addf(&text, "How the sailors came to port %d, and what was said there.\n\n", k);
    }
    for (int i = 0; i < 5; i++) {
        text_addf(&text, "\n\n\nCHAPTER %d. %s.\n\n", i + 1, titles[i]);
        add_prose(&text, 8000);
        for (int day = 1; day < 4; day++) {
            text_addf(&text, "\n\nThe %dth of September.\n\n", 10 + day);
            add_prose(&text, 3000);
        }
    }
    struct book *book = read_plain(text.at);
    size_t contents = 0, chapters = 0, days = 0;
    for (size_t i = 0; book != NULL && i < book->block_count; i++)
        contents += book->blocks[i].reason == SKIP_CONTENTS;
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++) {
        chapters += strncmp(book->chapters[i].title, "Chapter", 7) == 0;
        days += strstr(book->chapters[i].title, "September") != NULL;
    }
    CHECK_INT(chapters, 5);
    CHECK_INT(days, 15);
    CHECK_INT(contents > 0, true);
    book_free(book);
    text_release(&text);
}

/* Heads and numbers of printed pages. */
static void pages_of_paper(void)
{
    static const char *const forms[][2] = {
        {"", "      THE LONG VOYAGE"}, {"Page ", ""}, {"", ""}, {"- ", " -"}};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct text text = {0};
        size_t numbers = 0;
        text_add_str(&text, "CHAPTER I\n");
        for (int number = 12; number < 20; number++) {
            text_addf(&text, "%s%s", PROSE, number == 15 ? "CHAPTER II\n" PROSE "\n" : "\n");
            text_addf(&text, "%s%d%s", forms[i][0], number, forms[i][1]);
            text_add_str(&text, "\n");
        }
        text_addf(&text, "%s", PROSE);
        struct book *book = read_plain(text.at);
        for (size_t k = 0; book != NULL && k < book->block_count; k++)
            numbers += book->blocks[k].reason == SKIP_PAGE_NUMBER;
        CHECK_INT(numbers, 8);
        CHECK_INT(book == NULL ? 0 : book->chapter_count, 2);
        book_free(book);
        text_release(&text);
    }
}

/* The text of the first paragraph that begins with `start`, on one line. */
static const char *paragraph(const char *source, const char *start, struct text *out)
{
    struct book *book = read_plain(source);
    text_clear(out);
    for (size_t i = 0; book != NULL && i < book->block_count && out->bytes == 0; i++) {
        struct view text = block_text(book, &book->blocks[i]);
        if (book->blocks[i].kind == BLOCK_SKIP || !view_starts(text, start))
            continue;
        for (size_t k = 0; k < text.bytes; k++)
            if (strchr(" \n\f", text.at[k]) == NULL)
                text_add_char(out, text.at[k]);
            else if (text.at[k - 1] != ' ' && text.at[k - 1] != '\n')
                text_add_char(out, ' ');
    }
    book_free(book);
    text_add_str(out, "");
    return out->at;
}

/* A sentence goes on after the head of the next page; the line of the head is skipped. */
static void joined_over_pages(void)
{
    for (int i = 0; i < 3; i++) {
        struct text text = {0}, got = {0};
        text_add_str(&text, "CHAPTER I\n\n");
        for (int number = 12; number < 24; number++) {
            text_addf(
                &text,
                "%sThe %d boats that lay beside the water and the wind and the land were late,\n",
                PROSE, number);
            if (i == 0)
                text_addf(&text, "\f%d      THE LONG VOYAGE\n\n", number);
            else if (i == 1)
                text_addf(&text, "\n      %d\n\n\f", number);
            else
                text_addf(&text, "\nPage %d of 300\n\n", number);
            text_add_str(&text,
                         "and nobody had anything to say about it until the wind came up.\n");
        }
        CHECK_STR(paragraph(text.at, "The 13", &got),
                  "The 13 boats that lay beside the water and the wind and the land were late, and "
                  "nobody had anything to say about it until the wind came up.");
        text_release(&text);
        text_release(&got);
    }
}

static void divided_words(void)
{
    static const char *const cases[][2] = {
        {"One gover-\nnor and the consta-\nble spoke.", "One governor and the constable spoke."},
        {"One gover- \n  nor, the consta-\nble and the citi- zens.",
         "One governor, the constable and the citizens."},
        {"One well-\nknown consta-\nble, a gover-\nnor.", "One well- known constable, a governor."},
        {"One consta-\nble and pre- and post-war gover-\nnors.",
         "One constable and pre- and post-war governors."},
        {"One news\u00AD\npaper.", "One newspaper."},
        {"One wood-\ncutter.", "One wood- cutter."},
    };
    struct text got = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_STR(paragraph(cases[i][0], "One", &got), cases[i][1]);
    text_release(&got);
}

/* A blank line after every line, as in a typescript. */
static void doubled_lines(void)
{
    struct text text = {0}, got = {0};
    text_add_str(&text, "The Boat\n\n");
    for (int i = 1; i <= 3; i++)
        text_addf(&text,
                  "Chapter %s\n\nThe boat lay still upon the water and nobody had anything\n\n"
                  "to say about it until the wind came up from the south, when\n\n"
                  "they began to speak of supper and of the long way home, which\n\n"
                  "seemed shorter now that it could be seen from one end to the\n\n"
                  "other. She rowed on and they were late and nobody said where\n\n"
                  "they went, and the wind was in the sails. That was the end.\n\n",
                  i == 1   ? "One"
                  : i == 2 ? "Two"
                           : "Three");
    CHECK_STR(outline_of(text.at, &got), "1 Chapter One|1 Chapter Two|1 Chapter Three");
    text_release(&text);
    text_release(&got);
}

/* A heading in spaced letters is spoken as it is meant. */
static void spaced_letters(void)
{
    struct book *book = read_plain("C H A P T E R  I\n" PROSE);
    CHECK(book != NULL && book->span_count == 1);
    if (book != NULL && book->span_count == 1)
        CHECK_STR(book->spans[0].value, "CHAPTER I");
    book_free(book);
}

static void asked_for_after_all(void)
{
    struct text out = {0};
    const char *text = HEADER "CHAPTER I\n\n[Illustration: A boat]\n" PROSE FOOTER;
    struct book_options options = {.read_reasons = 1u << SKIP_LICENCE};
    struct book *book = read_text(text, strlen(text), &options);
    CHECK_STR(skips_of(book, &out), "illustration:[Illustr");
    book_free(book);
    options.read_reasons = 1u << SKIP_ILLUSTRATION;
    book = read_text(text, strlen(text), &options);
    CHECK_STR(skips_of(book, &out), "licence:The Proj|licence:End of P");
    book_free(book);
    text_release(&out);
}

static void kinds_of_blocks(void)
{
    static const struct {
        const char *text, *kinds; /* first letters of the blocks' kinds */
    } cases[] = {
        {"CHAPTER I\n" PROSE "* * *\n" PROSE, "hppppbpppp"},
        {"CHAPTER I\n" PROSE
         "  Row, row,\n  Upon the sea,\n  Below the moon,\n  For you and me.\n" PROSE,
         "hppppvpppp"},
        {"- a boat\n\n- two oars\n\n" PROSE, "llpppp"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_plain(cases[i].text);
        char kinds[32] = {0};
        for (size_t k = 0; book != NULL && k < book->block_count && k < 31; k++)
            kinds[k] = block_kind_name(book->blocks[k].kind)[0];
        CHECK_STR(kinds, cases[i].kinds);
        book_free(book);
    }
}

/* A poem of a web page: each line a paragraph, and the paragraphs around it on one line each. */
static void poem_of_paragraphs(void)
{
    struct text text = {0};
    for (int i = 0; i < 6; i++)
        text_add_str(
            &text,
            "The boat lay still upon the water and nobody had anything to say about it until the "
            "wind came up from the south and they spoke of supper.\n\n");
    text_add_str(
        &text,
        "The boat went out,\n\nThe boat came in,\n\nThe sea was stout,\n\nThe sail was thin.\n");
    struct book *book = read_plain(text.at);
    CHECK(book != NULL && book->block_count == 7);
    if (book != NULL && book->block_count == 7) {
        CHECK_STR(block_kind_name(book->blocks[6].kind), "verse");
        CHECK_STR(book->chapters[0].title, book->metadata.title);
    }
    book_free(book);
    text_release(&text);
}

static void titles_and_authors(void)
{
    static const struct {
        const char *text, *title, *author, *language; /* title NULL: the file's name */
    } cases[] = {
        {HEADER "CHAPTER I\n" PROSE FOOTER, "Boats", "Ann Oar", "en"},
        {"The Quiet Sea\nby Jo Writer\n\nChapter 1\n" PROSE, "The Quiet Sea", "Jo Writer", "en"},
        {"Report on Boats\n\n16 December 2024 – Ella Rower\n" PROSE, "Report on Boats",
         "Ella Rower", "en"},
        {"Le bateau\n\npar Jean Rame\n\nLe vieil homme était dans la maison et il ne savait pas "
         "que\n"
         "les enfants avaient pris son chapeau pour une fête qui se donnait.\n",
         "Le bateau", "Jean Rame", "fr"},
        {"Глава 1\n\nОн был дома и не знал, что это такое.\n", NULL, "", "ru"},
        {"Καλημέρα, κόσμε των βαρκών και του νερού.\n", NULL, "", "el"},
        {"# The Sea\n" PROSE, "The Sea", "", "en"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_plain(cases[i].text);
        CHECK(book != NULL);
        if (cases[i].title != NULL)
            CHECK_STR(book == NULL ? NULL : book->metadata.title, cases[i].title);
        CHECK_STR(book == NULL ? NULL : book->metadata.author, cases[i].author);
        CHECK_STR(book == NULL ? NULL : book->metadata.language, cases[i].language);
        book_free(book);
    }
}

static void check_labels(const char *first, const char *second, const char *names)
{
    struct text text = {0};
    for (int i = 0; i < 12; i++)
        text_addf(&text, "%s I row, and you do not; that is the whole of it.\n\n",
                  i % 2 == 0 ? first : second);
    struct book *book = read_plain(text.at);
    CHECK(book != NULL && book->block_count == 24);
    if (book != NULL && book->block_count == 24) {
        text_clear(&text);
        text_addf(&text, "%s|%s", book->blocks[1].speaker, book->blocks[3].speaker);
        CHECK_STR(text.at, names);
        CHECK(book->blocks[0].speaker == NULL);
    }
    book_free(book);
    text_release(&text);
}

static void speakers(void)
{
    check_labels("LADY OAR. ", "BEN. ", "Lady Oar|Ben");
    check_labels("MRS. OAR.", "DR. BEN.", "Mrs. Oar|Dr. Ben");
    check_labels("Mrs. Oar:", "Ben:", "Mrs. Oar|Ben");
    check_labels("Q:", "A:", "Q|A");
    check_labels("LADY OAR.\xE2\x80\x94", "BEN\xE2\x80\x94", "Lady Oar|Ben");
}

/* What every reader takes for a scene break. */
static void ornaments(void)
{
    static const char *const rows[] = {"oOo", "x0x", "~ ~ ~", "* * *", "-o-O-o-"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = {0};
        text_addf(&text, "CHAPTER I\n" PROSE "%s\n" PROSE, rows[i]);
        struct book *book = read_plain(text.at);
        size_t breaks = 0;
        for (size_t j = 0; book != NULL && j < book->block_count; j++)
            breaks += book->blocks[j].kind == BLOCK_BREAK;
        CHECK_INT(breaks, 1);
        book_free(book);
        text_release(&text);
    }
}

/* "[She rows.]" inside a speech is read by the narrator. */
static void stage_directions(void)
{
    struct text text = {0};
    for (int i = 0; i < 12; i++)
        text_addf(&text, "%s  I row.  [She rows on.]  And you do not!\n\n",
                  i % 2 == 0 ? "ANNA." : "BEN.");
    struct book *book = read_plain(text.at);
    CHECK(book != NULL && book->block_count == 48);
    if (book != NULL && book->block_count == 48) {
        CHECK_STR(book->blocks[1].speaker, "Anna");
        CHECK(book->blocks[2].speaker == NULL);
        CHECK(
            view_is(book_view(book, book->blocks[2].start, book->blocks[2].end), "[She rows on.]"));
        CHECK_STR(book->blocks[3].speaker, "Anna");
    }
    book_free(book);
    text_release(&text);
}

static void marks_of_notes_and_pages(void)
{
    struct book *book =
        read_plain("CHAPTER I\n\nShe rowed on.[1] He {pg 12} did not [see below].\n" PROSE
                   "[1] It was late.\n");
    CHECK(book != NULL);
    CHECK_INT(book == NULL ? 0 : book->span_count, 2);
    for (size_t i = 0; book != NULL && i < book->span_count; i++) {
        CHECK_INT(book->spans[i].kind, SPAN_ALIAS);
        CHECK_STR(book->spans[i].value, "");
    }
    book_free(book);
}

/* What is left of markup is taken out; each line keeps its length. */
static void markup_left_over(void)
{
    static const struct {
        const char *source, *text;
    } cases[] = {
        {"He said &quot;no&quot; to <b>the</b> <i>un</i>known AT&amp;T.\nAnd went.",
         "He said \"no\" to the unknown AT&T.                            \nAnd went."},
        {"A &mdash; b &#8212; c &#x2014; d", "A \u2014 b \u2014 c \u2014 d             "},
        {"If a < b and AT&T; <b> is open, nothing changes.",
         "If a < b and AT&T; <b> is open, nothing changes."},
        {"<You have <i>slain</i> a wolf>", "<You have slain a wolf>       "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_plain(cases[i].source);
        CHECK(book != NULL);
        CHECK_STR(book->text, cases[i].text);
        book_free(book);
    }
}

TEST_MAIN(TEST(joined_over_pages), TEST(divided_words), TEST(doubled_lines), TEST(markup_left_over),
          TEST(forms_of_headings), TEST(rare_forms), TEST(numbers_that_begin_again),
          TEST(lines_alone), TEST(judged), TEST(pages_of_paper), TEST(spaced_letters),
          TEST(other_languages), TEST(other_scripts), TEST(nesting), TEST(contents_lists),
          TEST(what_is_not_read), TEST(asked_for_after_all), TEST(kinds_of_blocks),
          TEST(poem_of_paragraphs), TEST(titles_and_authors), TEST(speakers), TEST(ornaments),
          TEST(stage_directions), TEST(marks_of_notes_and_pages))
