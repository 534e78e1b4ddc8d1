/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown as it is found: dialects and habits, and what of them is read. */
#include "../test.h"
#include "book/book.h"
#include "book/markdown/markdown.h"
#include "book_text.h"

struct row {
    const char *source, *blocks;
};

/* kind@speaker:text|...; headings are #, paragraphs have no kind; speakers' labels are left out. */
static const char *outline(const char *source)
{
    static char line[4000];
    struct book *book = read_text(markdown_read, source, NULL);
    size_t used = 0;
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (block->reason == SKIP_SPEAKER_LABEL)
            continue;
        const char *kind = block->kind == BLOCK_SKIP        ? skip_reason_name(block->reason)
                           : block->kind == BLOCK_HEADING   ? "#"
                           : block->kind == BLOCK_PARAGRAPH ? ""
                                                            : block_kind_name(block->kind);
        bool speaks = block->speaker != NULL;
        used += (size_t)snprintf(line + used, sizeof line - used, "%s%s%s%s%s%.*s",
                                 used > 0 ? "|" : "", kind, speaks ? "@" : "",
                                 speaks ? block->speaker : "", *kind != '\0' || speaks ? ":" : "",
                                 (int)(block->end - block->start), book->text + block->start);
    }
    book_free(book);
    return line;
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK_STR(outline(rows[i].source), rows[i].blocks);
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof(rows)[0])

static void texts_of_project_gutenberg(void)
{
    static const struct row rows[] = {
        /* stars before a blank are no emphasis, and those of an emphasis are gone */
        {"**Boats**\n\n*** START OF THE PROJECT GUTENBERG EBOOK BOATS ***\n\n**I**\n\nx\n\n"
         "**II**\n\ny\n\n*** END OF THE PROJECT GUTENBERG EBOOK BOATS ***\n\nLicence.",
         "licence:Boats|licence:*** START OF THE PROJECT GUTENBERG EBOOK BOATS ***|#:I|x|#:II|y|"
         "licence:*** END OF THE PROJECT GUTENBERG EBOOK BOATS ***|licence:Licence."},
        {"***START OF THE PROJECT GUTENBERG EBOOK BOATS***\n\n# Oars\n\nx",
         "licence:START OF THE PROJECT GUTENBERG EBOOK BOATS|#:Oars|x"},
    };
    CHECK_ROWS(rows);
}

static void bold_titles(void)
{
    static const struct row rows[] = {
        /* a long one behind a number; the same number in the next part */
        {"**I. How the boat that lay so long on the shore of the lake was found, and who it was "
         "that had lost her**\n\nx\n\n**II. Oars**\n\ny",
         "#:I. How the boat that lay so long on the shore of the lake was found, and who it was "
         "that had lost her|x|#:II. Oars|y"},
        {"**Salt**\n\nx\n\n**Chapter I**\n\nx\n\n**Chapter II**\n\nx\n\n**Water**\n\nx\n\n"
         "**Chapter I**\n\nx",
         "#:Salt|x|#:Chapter I|x|#:Chapter II|x|#:Water|x|#:Chapter I|x"},
    };
    CHECK_ROWS(rows);
}

static void pandoc_is_read(void)
{
    static const struct row rows[] = {
        {"% Salt\n% Ada; Tom\n\n# A {#a .b -}\n\nx^[A *note* [l](y).] y",
         "#:A|x y|footnote:A note l."},
        {"a [@ore99, p. 3; see @x] b [c](d@e).", "a b c.|note-mark:[@ore99, p. 3; see @x]"},
        {"Term\n\n:   One\n    more.\n\n*Two*\n: Three.\n: Four.\n\nEnd.",
         "list:Term|list:One more.|list:Two|list:Three.|list:Four.|End."},
        {"| A line,\n|    another,\n| and on\n  it goes.\n\nx",
         "verse:A line,\nanother,\nand on it goes.|x"},
        {"::: {.box #b}\na\n\n:::: inner\nb\n::::\n:::\n\nc\n\n:::\n\nd", "a|b|c|d"},
        {"::: {.callout-note}\n## Hint\nTwice.\n:::\n\nx", "Hint|Twice.|x"},
        {"H~2~O, 2^nd^, [Ann]{.smallcaps} and a ~ b ^ c.", "H2O, 2nd, Ann and a ~ b ^ c."},
        {"(@)  One.\n(@b) Two.\n\n#. Three", "list:One.|list:Two.|list:Three"},
        {"a\n\n\\newpage\n\n\\begin{center}\nb\n\\end{center}\n\n\\emph{c} d\\footnote{e {f}.} "
         "\\LaTeX",
         "a|b|c d \\LaTeX|footnote:e {f}."},
        {"```{=html}\n<b>x</b>\n```\n\ny", "y"},
    };
    CHECK_ROWS(rows);
}

static void tables_are_read(void)
{
    static const struct row rows[] = {
        {"  Right  Left\n-------  -----\n     12  bread\n    123\n\nTable: Food.\n\nx",
         "list:Right\nLeft|list:12\nbread|list:123|Food.|x"},
        {"------------------\n Fruit   What we\n         thought\n------- ----------\n Apple   It "
         "was\n"
         "         sour.\n\n Pear    Good.\n------------------\n\nx",
         "list:Fruit\nWhat we thought|list:Apple\nIt was sour.|list:Pear\nGood.|x"},
        {"+-----+------+\n| A   | B    |\n+=====+======+\n| one | two  |\n|     | more "
         "|\n+-----+------+\n\nx",
         "list:A\nB|list:one\ntwo more|x"},
        {"| 1. a | - b |\n|---|---|\n| # c | [^1] |\n\nx", "list:1. a\n- b|list:# c|note-mark:1|x"},
        {"a\n\n- - -\n\nb\n\n-----\n\nc", "a|break:* * *|b|break:* * *|c"},
    };
    CHECK_ROWS(rows);
}

static void sites_and_programs_are_read(void)
{
    static const struct row rows[] = {
        {"> [!NOTE]\n> Mind it.\n\n> [!quote] Ben\n> Go.\n\n> [!tip]-\n> x",
         "Note|Mind it.|Ben|Go.|Tip|x"},
        {"1. [ ] a\n2. [x] b\n\nc [x] d", "list:a|list:b|c [x] d"},
        {"It is :tada: good :+1:. 10:30:45 a:b:c", "It is good. 10:30:45 a:b:c"},
        {"[![Build it](a.svg)](b) x", "illustration:Build it|x"},
        {"[[Ann Page|Ann]] met [[Ben]] at [[Quay#Night]]. ^q-1", "Ann met Ben at Quay."},
        {"![[map.png]]\n\n#novel #draft/one\n\n%%no%%a ==b== %%\nno\n%%", "a b"},
        {"a\n\n%%\nno\n\nno\n%%\n\nb", "a|b"},
        {"{{< figure src=\"x\" >}}\n\n{{% tip %}}\na\n{{% /tip %}}\n\nb {{ site.x }}.", "a|b."},
        {"a\n{: .lead}\n\n* TOC\n{:toc}\n\n{% comment %}\nno\n{% endcomment %}\n\nb {#c}", "a|b"},
        {"{frontmatter}\n\n# A\n\nA> b\nA> c\n\n{pagebreak}\n\nd\n\n[TOC]", "#:A|b c|d"},
        {"<details>\n<summary>a</summary>\n\nb\n\n</details>\n\n<!-- no\n\nno -->\n\nc", "a|b|c"},
        {"---\ntitle: A\n---\n\na\n\n---\ntitle: B\n---\n\nb\n\n---\n\nc", "a|#:B|b|break:* * *|c"},
    };
    CHECK_ROWS(rows);
}

static void novels_are_read(void)
{
    static const struct row rows[] = {
        {"It was a dark night, and he slept.\n---\nMorning.\n\nPart Two\n---\n\nx",
         "It was a dark night, and he slept.|break:* * *|Morning.|#:Part Two|x"},
        {"##Chapter 1\n\na\n\n#Title Here\nby Ann\n\nb #c",
         "#:Chapter 1|a|#:Title Here|by Ann|b #c"},
        {"1. The Water\n\nIt rose.\n\n2. The Boat\n\nWe rowed.\n\n3. The Roof\n\nWe sat.",
         "#:1. The Water|It rose.|#:2. The Boat|We rowed.|#:3. The Roof|We sat."},
        {"1.\n\nIt rose.\n\n2.\n\nWe rowed.\n\n3.\n\nWe sat.",
         "#:1.|It rose.|#:2.|We rowed.|#:3.|We sat."},
        {"1984. It was a year.\n\n1. a\n2. b", "1984. It was a year.|list:a|list:b"},
        {"**First Day**\n\na **b**\n\n**Second Day**\n\nc", "#:First Day|a b|#:Second Day|c"},
        {"- Who is it?\n- I am.\n- You?\n\nHe came.\n\n- Go!\n- I go, he said.",
         "- Who is it?|- I am.|- You?|He came.|- Go!|- I go, he said."},
        {"- bread\n- salt\n- oil\n- wine\n- a knife",
         "list:bread|list:salt|list:oil|list:wine|list:a knife"},
        {"— Bonjour.\n— Bonsoir.", "— Bonjour.|— Bonsoir."},
        {"The moon came up  \nOver the hill,\\\nAnd all lay still.",
         "verse:The moon came up\nOver the hill,\nAnd all lay still."},
        {"> Rise up, my love,\n> The day is long,\n> The road is white.\n\nProse that is\nwrapped "
         "in\nshort lines.",
         "verse:Rise up, my love,\nThe day is long,\nThe road is white.|Prose that is wrapped in "
         "short lines."},
        {"One sentence here.\nAnother one.\nA third one.",
         "One sentence here. Another one. A third one."},
        {"    It was a bright day, and he went out.\n\n\tHe did not come\n\tback.",
         "It was a bright day, and he went out.|He did not come back."},
        {"- [A](#a)\n- [B](#b)\n- [C](#c)\n\n## A\n\nx", "contents:A|contents:B|contents:C|#:A|x"},
    };
    CHECK_ROWS(rows);
}

#define TALK(a, b)                                                                                 \
    a "Wait.\n" b "Why?\n" a "Hush.\n" b "Me?\n" a "Yes.\n" b "No.\n" a "Come.\n" b "Where?\n" a   \
      "Here.\n" b "There?\n" a "Now.\n" b "Later.\n"
#define SAID                                                                                       \
    "@Ann:Wait.|@Tom:Why?|@Ann:Hush.|@Tom:Me?|@Ann:Yes.|@Tom:No.|@Ann:Come.|@Tom:Where?|"          \
    "@Ann:Here.|@Tom:There?|@Ann:Now.|@Tom:Later."

static void plays_have_speakers(void)
{
    static const struct row rows[] = {
        {TALK("**ANN.** ", "\n**TOM:** "), SAID},
        {TALK("\n**Ann**\n", "\n**Tom**\n"), SAID},
        {TALK("ANN: ", "TOM: "), SAID},
        {TALK("Ann: ", "Tom: "), SAID},
        {TALK("\nANN\n", "\nTOM\n"), SAID},
        {TALK("\n[Ann.]{.smallcaps} ", "\n<span style=\"font-variant:small-caps\">Tom.</span> "),
         SAID},
        {TALK("**ANN** ", "**TOM** ") "ANN (aside): No.\n",
         "ANN Wait. TOM Why? ANN Hush. TOM Me? ANN Yes. TOM No. ANN Come. TOM Where? ANN "
         "Here. "
         "TOM There? ANN Now. TOM Later. ANN (aside): No."},
    };
    CHECK_ROWS(rows);
}

static void heads_are_read(void)
{
    static const struct {
        const char *source, *title, *author;
    } rows[] = {
        {"---\ntitle: 'The Salt: A Tale' # x\nauthor:\n  - name: Ada Brook\n    affiliation: No\n"
         "  - name: Tom\n---\nx",
         "The Salt: A Tale", "Ada Brook, Tom"},
        {"---\ntitle: >\n  The\n  Salt\nauthor: [Ada, \"Tom\"]\n...\nx", "The Salt", "Ada, Tom"},
        {"---\nauthor:\n- given: Ada\n  family: Brook\n---\n# One\n\nx", "One", "Ada Brook"},
        {"% The Salt\n  Road\n% Ada; Tom\n% 1911\n\nx", "The Salt Road", "Ada, Tom"},
        {"Title:  The Salt\nAuthor: Ada\nBase Header Level: 2\n\n# One\n\nx", "The Salt", "Ada"},
        {"+++\ntitle = \"The *Salt*\"\n[params]\nauthor = 'Ada'\n[x]\ntitle = 'no'\n+++\nx",
         "The Salt", "Ada"},
        {"# Part One\n\nThe sea was still.\n\n# Part Two\n\nThe sea was not.", "", ""},
        {"# Title: X\n\n## Author: Ada\n\n---\n\nx", "X", "Ada"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct book *book = read_text(markdown_read, rows[i].source, NULL);
        CHECK(book != NULL);
        if (book != NULL) {
            CHECK_STR(book->metadata.title != NULL ? book->metadata.title : "", rows[i].title);
            CHECK_STR(book->metadata.author != NULL ? book->metadata.author : "", rows[i].author);
        }
        book_free(book);
    }
}

static void it_is_told_from_plain_text(void)
{
    static const struct {
        const char *source;
        bool markdown;
    } rows[] = {
        {"The House\n=========\n\nx", true},
        {"a\n\n##One\n\nb\n\n##Two\n\nc", true},
        {"He said **no**.\n\nShe said **no**.\n\n**No!**\n", true},
        {"% A\n% B\n\n## C\n\nx", true},
        {"\xFF\xFE#\0 \0A\0\n\0", true},
        {"% A\n% B\n\nprose", false},
        {"Title: A\nAuthor: B\n\nprose", false},
        {"A\n---\n\nprose\n\nB\n---\n\nprose", false},
        {"#\n\nprose\n\n#\n\nprose # 2\n\n*sad* and _so_\n\n* * *\n", false},
        {"- Who?\n- I.\n\n1. Wash.\n2. Eat.\n", false},
        {"ANN\nOne.\n\nTOM\nTwo.\n", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool wide = rows[i].source[0] == '\xFF';
        struct view bytes = wide ? (struct view){rows[i].source, 10} : view_of(rows[i].source);
        CHECK_INT(markdown_matches(bytes), rows[i].markdown);
    }
}

TEST_MAIN(TEST(pandoc_is_read), TEST(texts_of_project_gutenberg), TEST(bold_titles),
          TEST(tables_are_read), TEST(sites_and_programs_are_read), TEST(novels_are_read),
          TEST(plays_have_speakers), TEST(heads_are_read), TEST(it_is_told_from_plain_text))
