/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subtitles as a book: what is read, who says it, what is skipped. */
#include "../test.h"
#include "base/str.h"
#include "book/subtitles/subtitles.h"
#include "book_text.h"

#include <string.h>

/* "Anna> Come in.|-sound> [knocks]|Gone.": speakers, skipped blocks with their reasons, words. */
static const char *blocks_of(const char *source, struct text *out)
{
    static const struct book_options none = {0};
    struct book *book = read_text(subtitles_read, source, &none);
    text_clear(out);
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        struct view text = block_text(book, block);
        text_add_str(out, i > 0 ? "|" : "");
        if (block->kind == BLOCK_SKIP)
            text_addf(out, "-%s> ", skip_reason_name(block->reason));
        if (block->speaker != NULL)
            text_addf(out, "%s> ", block->speaker);
        text_add_view(out, text);
    }
    book_free(book);
    text_add_str(out, "");
    return out->at;
}

#define T1 "00:00:01,000 --> 00:00:02,000\n"
#define T2 "00:00:03,000 --> 00:00:04,000\n"
#define V1 "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n"
#define V2 "\n00:03.000 --> 00:04.000\n"

static void what_is_read(void)
{
    static const struct {
        const char *source, *blocks;
    } cases[] = {
        {"1\n" T1 "The boat left.\nIt was dark.\n\n2\n" T2 "<i>Who</i> rowed?\n",
         "The boat left. It was dark.|Who rowed?"},
        {"\n1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n\r\n2\r\n" T2 "Two.\r\n", "One.|Two."},
        {T1 "Without a number.\n", "Without a number."},
        {"1\n" T1 "A number:\n12\n\n2\n" T2 "13\n", "A number: 12|13"},
        {"1\n" T1 "A line\n\nafter a blank one.\n\n2\n" T2 "Two.",
         "A line after a blank one.|Two."},
        {"1\n" T1 "We took the boat that\n\n2\n" T2 "lay here.\n",
         "We took the boat that lay here."},
        {"1\n" T1 "- Who is there?\n- Only me.\n", "Who is there?|Only me."},
        {"1\n" T1 "<i>-Who?</i>\n<b>\xE2\x80\x93 Me.</b>", "Who?|Me."},
        {"1\n" T1 "A well-known boat\n", "A well-known boat"},
        {"1\n" T1 "{\\an8}<font color=\"#fff\">Up &amp; down &#8212; 1 &lt; 2</font>\n",
         "Up & down \xE2\x80\x94 1 < 2"},
        {"1\n" T1 "[door closes]\n\n2\n" T2 "(sighs) Yes. [knock] Come.\n",
         "-illustration> [door closes]|-illustration> (sighs)|Yes.|-illustration> [knock]|Come."},
        {"1\n" T1 "It is late (too late).\n(thunder)\n",
         "It is late (too late).|-illustration> (thunder)"},
        {"1\n" T1 "\xE2\x99\xAA Row, row \xE2\x99\xAA\n", "Row, row"},
        {V1 "Come.\n\nNOTE a remark\n\nintro" V2 "Go.\n\nSTYLE\n::cue { color: red }\n",
         "Come.|Go."},
        {V1 "Gone <00:01.500><c.red>away</c>.\n", "Gone away."},
        {V1 "so we took\n" V2
            "so we took\nthe boat\n\n00:05.000 --> 00:06.000\nthe boat\nand went\n",
         "so we took the boat and went"},
        {"1\n" T1 "Subtitles by Anna Frost\n\n2\n" T2 "Go.\n",
         "-licence> Subtitles by Anna Frost|Go."},
    };
    struct text got = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_STR(blocks_of(cases[i].source, &got), cases[i].blocks);
    text_release(&got);
}

static void who_speaks(void)
{
    static const struct {
        const char *source, *blocks;
    } cases[] = {
        {V1 "<v Anna Frost>Where is <i>he</i></v>\n" V2 "<v Anna Frost>now?\n<v.loud Bill>Here.",
         "Anna Frost> Where is he now?|Bill> Here."},
        {"1\n" T1 "ANNA: Come in.\n\n2\n" T2 "MAN (on radio): Rain.\n",
         "-speaker-label> ANNA:|Anna> Come in.|-speaker-label> MAN (on radio):|Man> Rain."},
        {"1\n" T1 "Anna: Come.\n\n2\n" T2 "Anna: In.\n\n3\n" T2 "Anna: Now.\n",
         "-speaker-label> Anna:|Anna> Come.|-speaker-label> Anna:|Anna> In.|-speaker-label> Anna:|"
         "Anna> Now."},
        {"1\n" T1 "Remember: no lights.\n", "Remember: no lights."},
        {"1\n" T1 ">> ANNA: Ready?\n>> Yes.\n", "-speaker-label> ANNA:|Anna> Ready?|Yes."},
    };
    struct text got = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_STR(blocks_of(cases[i].source, &got), cases[i].blocks);
    text_release(&got);
}

static void recognised(void)
{
    static const struct {
        const char *source;
        bool matches;
    } cases[] = {
        {"WEBVTT", true},
        {"WEBVTT - film\n", true},
        {"\xEF\xBB\xBF\n1\n00:00:01,000 --> 00:00:02,000\nx", true},
        {"0:01.5-->0:02.5\nx", true},
        {"WEBVTTX\n", false},
        {"1\n2\n00:00:01,000 --> 00:00:02,000\n", false},
        {"12:30\n\nThe boat left.\n", false},
        {"1\n\nThe boat left at 12:30 --> so they said.\n", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(subtitles_matches(view_of(cases[i].source)), cases[i].matches);
}

/* The first kilobyte is looked at; it may end inside the number of a caption. */
static void number_at_the_end_of_the_look(void)
{
    char bytes[1024];
    memset(bytes, ' ', sizeof bytes - 4);
    memcpy(bytes + sizeof bytes - 4, "1234", 4);
    CHECK_INT(subtitles_matches((struct view){bytes, sizeof bytes}), false);
}

TEST_MAIN(TEST(what_is_read), TEST(who_speaks), TEST(recognised),
          TEST(number_at_the_end_of_the_look))
