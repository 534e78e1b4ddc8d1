/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The book becomes utterances: cuts, kinds, pauses; and every byte is accounted for. */
#include "../test.h"
#include "base/mem.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "script/vocabulary/gender.h"
#include "script/write/segments.h"

#include <stdlib.h>
#include <unistd.h>

static struct voice items[] = {
    {.name = "a", .tags = "narrator", .language = "", .rate_wpm = 165, .gender = GENDER_MALE},
    {.name = "b", .tags = "", .language = "", .rate_wpm = 165, .gender = GENDER_MALE},
    {.name = "c", .tags = "", .language = "", .rate_wpm = 165, .gender = GENDER_FEMALE},
};
static struct voices voices = {.items = items, .count = 3};

/* A book by hand: "KIND text", one block a line; "|" in the text is a line break. New chapter: a
 * heading. */
static struct book *make_book(const char *lines)
{
    static const struct {
        const char *word;
        enum block_kind kind;
        enum skip_reason reason;
    } kinds[] = {
        {"H ", BLOCK_HEADING, SKIP_NONE},  {"P ", BLOCK_PARAGRAPH, SKIP_NONE},
        {"V ", BLOCK_VERSE, SKIP_NONE},    {"L ", BLOCK_LETTER, SKIP_NONE},
        {"I ", BLOCK_LIST, SKIP_NONE},     {"B ", BLOCK_BREAK, SKIP_MARKUP},
        {"S ", BLOCK_SKIP, SKIP_FOOTNOTE},
    };
    struct book *book = book_new();
    struct text text = {0};
    struct view rest = view_of(lines), line;
    book->blocks = mem_zero(64, sizeof *book->blocks);
    book->chapters = mem_zero(64, sizeof *book->chapters);
    while (view_next_line(&rest, &line)) {
        size_t start = text.bytes, k = 0;
        while (!view_starts(line, kinds[k].word))
            k++;
        for (size_t i = 2; i < line.bytes; i++)
            text_add_char(&text, line.at[i] == '|' ? '\n' : line.at[i]);
        bool read = kinds[k].kind != BLOCK_SKIP;
        if (read && (kinds[k].kind == BLOCK_HEADING || book->chapter_count == 0))
            book->chapters[book->chapter_count++] =
                (struct chapter){.start = start, .level = 1, .title = "chapter"};
        book->blocks[book->block_count++] = (struct block){
            .kind = kinds[k].kind,
            .reason = kinds[k].reason,
            .start = start,
            .end = text.bytes,
            .chapter = (uint32_t)(book->chapter_count > 0 ? book->chapter_count - 1 : 0)};
        text_add_str(&text, "\n\n");
    }
    for (size_t i = 0; i < book->chapter_count; i++)
        book->chapters[i].end =
            i + 1 < book->chapter_count ? book->chapters[i + 1].start : text.bytes - 2;
    book->text = text.at;
    book->text_bytes = text.bytes;
    book->metadata.title = book->metadata.author = "";
    book->encoding = "UTF-8";
    book->metadata.language = "en";
    return book;
}

static struct script *make_script(const struct book *book, struct err *err)
{
    struct script *script = script_make(book, &voices, &script_defaults, err);
    CHECK(script != NULL);
    CHECK_STR(err->text, "");
    return script;
}

/* "text/kind/pause" of each utterance, one a line. */
static void describe(const struct script *script, struct text *out)
{
    for (size_t i = 0; i < script->utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        struct view written = book_view(script->book, utterance->start, utterance->end);
        text_addf(out, "%.*s/%s/%s\n", VIEW_ARGS(written),
                  utterance_kind_name((enum utterance_kind)utterance->kind),
                  pause_reason_name((enum pause_reason)utterance->pause));
    }
}

static void check_book(const char *lines, const char *wanted)
{
    struct err err = {0};
    struct text got = {0};
    struct book *book = make_book(lines);
    struct script *script = make_script(book, &err);
    if (script != NULL) {
        describe(script, &got);
        CHECK_STR(text_view(&got).at, wanted);
        CHECK(script_check(script, &err));
        CHECK_STR(err.text, "");
    }
    text_release(&got);
    script_free(script);
    book_free(book);
}

static void pauses_and_kinds(void)
{
    static const struct {
        const char *lines, *wanted;
    } rows[] = {
        {"P One came. Two went.", "One came./narration/sentence\nTwo went./narration/chapter\n"},
        {"P One came.\nP Two went.",
         "One came./narration/paragraph\nTwo went./narration/chapter\n"},
        {"H One\nP It rained.\nH Two\nP It shone.",
         "One/heading/heading\nIt rained./narration/chapter\nTwo/heading/heading\n"
         "It shone./narration/chapter\n"},
        {"H The Title. And More\nP It rained.",
         "The Title. And More/heading/heading\nIt rained./narration/chapter\n"},
        {"P One came.\nB * * *\nP Two went.",
         "One came./narration/break\nTwo went./narration/chapter\n"},
        {"P One came.\nS A note.\nP Two went.",
         "One came./narration/paragraph\nTwo went./narration/chapter\n"},
        {"I first thing\nI second thing\nP And so on.",
         "first thing/narration/item\nsecond thing/narration/paragraph\n"
         "And so on./narration/chapter\n"},
        {"V The rain it rains|upon the just\nV and also on|the unjust man",
         "The rain it rains/verse/line\nupon the just/verse/stanza\nand also on/verse/line\n"
         "the unjust man/verse/chapter\n"},
        {"V It rains. It pours,|the old man snores.",
         "It rains./verse/sentence\nIt pours,/verse/line\nthe old man snores./verse/chapter\n"},
        {"L Dear Anna, it rains.\nP She read it.",
         "Dear Anna, it rains./letter/paragraph\nShe read it./narration/chapter\n"},
        {"P \"Come here,\" said Anna. \"It rains.\"",
         "\"Come here,\"/speech/comma\nsaid Anna./narration/sentence\n\"It "
         "rains.\"/speech/chapter\n"},
        {"P \"Come here!\" said Anna.",
         "\"Come here!\"/speech/clause\nsaid Anna./narration/chapter\n"},
        {"P Anna said: \"Come here.\"",
         "Anna said:/narration/clause\n\"Come here.\"/speech/chapter\n"},
        {"P Lines in prose|do not matter.", "Lines in prose\ndo not matter./narration/chapter\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_book(rows[i].lines, rows[i].wanted);
}

/* No stretch may grow without end: a sentence of a whole book is many utterances. */
static void long_sentences_are_cut(void)
{
    struct text lines = {0};
    struct err err = {0};
    text_add_str(&lines, "P ");
    for (int i = 0; i < 20000; i++)
        text_addf(&lines, "%s ", i % 50 == 49 ? "on, and" : i % 3 == 0 ? "on" : "and");
    for (int i = 0; i < 20000; i++)
        text_add_str(&lines, "wordwithoutend");
    struct book *book = make_book(lines.at);
    struct script *script = make_script(book, &err);
    size_t longest = 0, ends = 0;
    for (size_t i = 0; script != NULL && i < script->utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        size_t bytes = utterance->end - utterance->start;
        longest = bytes > longest ? bytes : longest;
        ends += utterance->ends_sentence;
    }
    CHECK(longest <= 2000);
    CHECK(script != NULL && script->sentence_count < 10);
    CHECK(script != NULL && ends == script->sentence_count);
    CHECK(script != NULL && script_check(script, &err));
    CHECK_STR(err.text, "");
    script_free(script);
    book_free(book);
    text_release(&lines);
}

static uint32_t seed = 4711;

static uint32_t draw(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(seed >> 4) * below >> 28);
}

static const char *const fragments[] = {
    "\"",
    "'",
    "\xE2\x80\x9C",
    "\xE2\x80\x9D",
    "\xE2\x80\x98",
    "\xE2\x80\x99",
    "\xE2\x80\x94",
    "...",
    ".",
    "!",
    "?",
    ",",
    ";",
    ":",
    "said Anna",
    "Mr. Tom",
    "word",
    "I",
    " ",
    " ",
    " ",
    "\xC2\xA0",
    "\xE3\x80\x80",
    "|",
    "_",
    "*",
    "(",
    ")",
    "[[",
    "]]",
    "1.",
    "\xC3\xA9",
    "\xE4\xB8\xAD",
    "\xE3\x80\x82",
    "\xEF\xBF\xBD",
    "\x01",
    "\x1B[2J",
    "\xE2\x80\xA8",
    "\xC2\xAB",
    "\xC2\xBB",
    "\xE2\x80\x9E",
    "\xF0\x9F\x98\x80",
    "\xE2\x80\x8B",
    "\t",
    "xiv",
    "a",
};

static void make_hostile(struct text *lines)
{
    static const char *const kinds[] = {"P ", "P ", "P ", "V ", "H ", "L ", "I ", "B ", "S "};
    size_t blocks = 1 + draw(12);
    text_clear(lines);
    for (size_t i = 0; i < blocks; i++) {
        size_t parts = draw(60);
        text_add_str(lines, i == 0 ? "P " : kinds[draw(sizeof kinds / sizeof kinds[0])]);
        text_add_char(lines, '-'); /* a block has no white space at its ends */
        for (size_t k = 0; k < parts; k++)
            text_add_str(lines, fragments[draw(sizeof fragments / sizeof fragments[0])]);
        text_add_str(lines, "-\n");
    }
}

/* The bytes of a range that are not white space, by the same rule as the book's. */
static size_t count_solid(const struct book *book, size_t start, size_t end)
{
    struct view text = book_view(book, 0, end);
    size_t solid = 0;
    while (start < end) {
        size_t before = start;
        if (!rune_is_space(rune_next(text, &start)))
            solid += start - before;
    }
    return solid;
}

static void check_hostile(const struct book *book)
{
    struct err err = {0};
    struct script *script = make_script(book, &err);
    if (script == NULL)
        return;
    CHECK(script_check(script, &err));
    CHECK_STR(err.text, "");
    size_t solid = 0, reached = 0, sentence_end = 0;
    for (size_t i = 0; i < script->utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        CHECK(utterance->start >= reached && utterance->end > utterance->start);
        reached = utterance->end;
        solid += count_solid(book, utterance->start, utterance->end);
        CHECK(utterance->voice < voices.count);
        CHECK(utterance->speaker < script->attribution->speaker_count);
    }
    for (size_t i = 0; i < book->block_count; i++)
        if (book->blocks[i].reason != SKIP_NONE)
            solid += count_solid(book, book->blocks[i].start, book->blocks[i].end);
    CHECK_INT(solid, count_solid(book, 0, book->text_bytes));
    for (size_t i = 0; i < script->sentence_count; i++) {
        CHECK(script->sentences[i].start >= sentence_end);
        CHECK(script->sentences[i].end > script->sentences[i].start);
        sentence_end = script->sentences[i].end;
    }
    script_free(script);
}

static void every_byte_is_accounted_for(void)
{
    struct text lines = {0};
    for (int i = 0; i < 1500 && test_failed_checks == 0; i++) {
        make_hostile(&lines);
        struct book *book = make_book(lines.at);
        check_hostile(book);
        book_free(book);
        if (test_failed_checks > 0)
            printf("# book %d\n", i);
    }
    text_release(&lines);
}

/* The check itself can fail. */
static void the_check_sees_gaps_and_overlaps(void)
{
    struct err err = {0};
    struct book *book = make_book("P One came. Two went.");
    struct script *script = make_script(book, &err);
    if (script != NULL && script->utterance_count == 2) {
        script->utterances[0].end--;
        CHECK(!script_check(script, &err));
        CHECK_INT(err.kind, ERR_SYSTEM);
        CHECK(strstr(err.text, "byte 8 ") != NULL);
        script->utterances[0].end++;
        script->utterances[1].start -= 2;
        CHECK(!script_check(script, &err));
        CHECK(strstr(err.text, "twice") != NULL);
        script->utterances[1].start += 2;
        script->utterances[1].end--;
        CHECK(!script_check(script, &err));
        script->utterance_count = 1;
        CHECK(!script_check(script, &err));
    } else {
        CHECK(false);
    }
    script_free(script);
    book_free(book);
}

static void options_count(void)
{
    struct err err = {0};
    struct script_options options = script_defaults;
    struct book *book = make_book("P \"Come here,\" said Anna. \"It rains,\" said Anna.");
    struct script *script = make_script(book, &err);
    CHECK(script != NULL && script->utterances[0].voice != script->narrator);
    script_free(script);
    options.single_voice = true;
    options.pause_ms[PAUSE_COMMA] = 1234;
    script = script_make(book, &voices, &options, &err);
    CHECK(script != NULL && script->utterances[0].voice == script->narrator);
    CHECK(script != NULL && script->pause_ms[script->utterances[0].pause] == 1234);
    script_free(script);
    options.single_voice = false;
    options.narrator = "c";
    script = script_make(book, &voices, &options, &err);
    CHECK(script != NULL && script->narrator == 2);
    script_free(script);
    options.narrator = "nobody";
    CHECK(script_make(book, &voices, &options, &err) == NULL);
    CHECK_INT(err.kind, ERR_USAGE);
    book_free(book);
    script_free(NULL);
}

static void dump_is_in_order(void)
{
    struct err err = {0};
    char *lines = NULL;
    size_t size = 0;
    struct book *book = make_book("S A note.\nH One\nP It rained. It shone.\nB ***");
    struct script *script = make_script(book, &err);
    FILE *out = open_memstream(&lines, &size);
    if (script != NULL)
        segments_write(script, NULL, out);
    fclose(out);
    static const char *const wanted[] = {
        "{\"type\":\"book\",\"title\":\"\",\"author\":\"\",\"language\":\"en\",",
        "{\"type\":\"skip\",\"start\":0,\"end\":7,\"reason\":\"footnote\"}",
        "{\"type\":\"chapter\",\"start\":9,\"end\":",
        "{\"type\":\"sentence\",\"start\":9,\"end\":12}",
        "{\"type\":\"utterance\",\"start\":9,\"end\":12,\"chapter\":0,\"kind\":\"heading\",",
        "{\"type\":\"sentence\",\"start\":14,\"end\":24}",
        "{\"type\":\"utterance\",\"start\":14,\"end\":24,",
        "{\"type\":\"sentence\",\"start\":25,",
        "{\"type\":\"utterance\",\"start\":25,",
        "{\"type\":\"skip\",\"start\":36,\"end\":39,\"reason\":\"markup\"}",
    };
    struct view rest = view_of(lines), line;
    size_t count = 0;
    for (; view_next_line(&rest, &line); count++) {
        bool good = count < 10 && view_starts(line, wanted[count]);
        if (!good)
            printf("# %.*s\n", VIEW_ARGS(line));
        CHECK(good);
    }
    CHECK_INT(count, 10);
    script_free(script);
    book_free(book);
    free(lines);
}

int main(void)
{
    static const struct test_case cases[] = {TEST(pauses_and_kinds),
                                             TEST(long_sentences_are_cut),
                                             TEST(every_byte_is_accounted_for),
                                             TEST(the_check_sees_gaps_and_overlaps),
                                             TEST(options_count),
                                             TEST(dump_is_in_order)};
    if (access("assets", R_OK) == 0)
        setenv("LECTERN_DATA", ".", 1);
    return test_run(cases, sizeof cases / sizeof cases[0]);
}
