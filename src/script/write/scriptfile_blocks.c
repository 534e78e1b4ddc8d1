/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/write/scriptfile_blocks.h"

#include "base/mem.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/casting/cues.h"
#include "script/script.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LABEL_MOST_BYTES = 128 }; /* the limit of the reader: book/scriptfile/scriptfile.c */

void scriptfile_add_title(struct view title, struct text *out)
{
    for (size_t i = 0; i < title.bytes; i++) {
        char c = title.at[i];
        if (c == '\\')
            text_add_char(out, '\\');
        text_add_char(out, c == '\n' || c == '\r' ? ' ' : c);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

void scriptfile_writer_open(struct scriptfile_writer *writer)
{
    const struct attribution *attribution = writer->script->attribution;
    writer->name_count = attribution->speaker_count;
    writer->names = mem_alloc(writer->name_count * sizeof *writer->names);
    for (size_t i = 0; i < writer->name_count; i++)
        writer->names[i] = attribution->speakers[i].name;
    qsort(writer->names, writer->name_count, sizeof *writer->names, by_name);
}

void scriptfile_writer_close(struct scriptfile_writer *writer)
{
    free(writer->names);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool has_line_end(struct view v)
{
    return v.bytes > 0 && (memchr(v.at, '\n', v.bytes) || memchr(v.at, '\r', v.bytes));
}

static void start_line(struct scriptfile_writer *writer)
{
    text_add_char(writer->out, '\n');
    text_add_str(writer->out, writer->prefix);
    writer->at_start = true;
}

/* The colon of "Anna: ", when Anna is a speaker: its offset, else the length of the text. */
static size_t find_label(const struct scriptfile_writer *writer, struct view text)
{
    char name[LABEL_MOST_BYTES];
    const char *key = name;
    size_t colon = view_find(view_part(text, 0, LABEL_MOST_BYTES), ":", 0);
    if (colon + 1 > text.bytes || colon >= sizeof name)
        return text.bytes;
    memcpy(name, text.at, colon);
    name[colon] = '\0';
    bool known =
        bsearch(&key, writer->names, writer->name_count, sizeof *writer->names, by_name) != NULL;
    return known ? colon : text.bytes;
}

/* Whether there are only marks of a scene break. */
static bool looks_like_break(struct view text)
{
    for (size_t i = 0; i < text.bytes; i++)
        if (strchr("*-_ ", text.at[i]) == NULL)
            return false;
    return true;
}

/* Whether the first character of a line needs a backslash. */
static bool needs_escape(struct view text)
{
    char c = text.at[0], next = text.bytes > 1 ? text.at[1] : ' ';
    if (c == '#' || c == '|' || c == '>' || (c == '/' && next == '/'))
        return true;
    return (c == '-' && is_blank(next)) || looks_like_break(text);
}

/* A stretch of the book's text. Blanks with a line end among them become one blank; `exact`: line
 * ends are kept. */
static void add_text(struct scriptfile_writer *writer, struct view text, bool exact)
{
    struct text *out = writer->out;
    size_t label = text.bytes;
    for (size_t i = 0; i < text.bytes; i++) {
        char c = text.at[i];
        struct view rest = view_part(text, i, text.bytes);
        if (writer->at_start && !is_blank(c)) {
            label = find_label(writer, rest) + i;
            if (needs_escape(rest))
                text_add_char(out, '\\');
        }
        if (exact && c == '\n') {
            if (writer->prefix[0] != '|')
                text_add_char(out, '\\');
            start_line(writer);
            continue;
        }
        if (c == '\r' && i + 1 < text.bytes && text.at[i + 1] == '\n' && exact) {
            if (writer->prefix[0] != '|') /* as many blanks as before */
                text_add_char(out, ' ');
            continue;
        }
        size_t blanks = i;
        while (!exact && blanks < text.bytes && is_blank(text.at[blanks]))
            blanks++;
        if (has_line_end(view_part(text, i, blanks))) {
            text_add_char(out, ' ');
            i = blanks - 1;
            continue;
        }
        bool again = c == '<' && rest.bytes > 1 && rest.at[1] == '<';
        bool tight = c == '\\' || c == '[' || again || i == label;
        if (tight && !(writer->at_start && needs_escape(rest) && c != '\\'))
            text_add_char(out, '\\');
        text_add_char(out, c);
        writer->at_start = false;
    }
}

/* The reader drops a blank after a cue when another blank or the start of a line comes before the
 * cue. So one is added there. */
static void add_cue(struct scriptfile_writer *writer, const char *cue)
{
    struct text *out = writer->out;
    char last = out->at[out->bytes - 1];
    text_addf(out, "%s%s", cue, writer->at_start || is_blank(last) ? " " : "");
    writer->at_start = false;
}

const char *scriptfile_span_word(const struct span *span)
{
    switch (span->kind) {
    case SPAN_LANGUAGE:
        return "language";
    case SPAN_ALIAS:
        return "say";
    case SPAN_PHONEMES:
        return "phonemes";
    default:
        return NULL;
    }
}

/* "[say:nemo]": what would end the cue gets a backslash. */
static void add_open_cue(const char *word, const char *value, struct text *out)
{
    text_addf(out, "[%s:", word);
    for (; *value != '\0'; value++) {
        if (*value == ']' || *value == '\\')
            text_add_char(out, '\\');
        text_add_char(out, *value == '\n' || *value == '\r' ? ' ' : *value);
    }
    text_add_char(out, ']');
}

/* Ends the spans that end at or before `at`, the innermost first. */
static void close_spans(struct scriptfile_writer *writer, size_t at)
{
    size_t kept = 0;
    for (size_t i = writer->open_count; i > 0; i--) {
        const struct span *span = &writer->script->book->spans[writer->open_spans[i - 1]];
        if (span->end <= at)
            text_addf(writer->out, "[/%s]", scriptfile_span_word(span));
    }
    for (size_t i = 0; i < writer->open_count; i++)
        if (writer->script->book->spans[writer->open_spans[i]].end > at)
            writer->open_spans[kept++] = writer->open_spans[i];
    writer->open_count = kept;
}

/* Where the next span begins or ends, in (at, end]. */
static size_t next_boundary(const struct scriptfile_writer *writer, size_t at, size_t end)
{
    const struct book *book = writer->script->book;
    if (writer->next_span < book->span_count && book->spans[writer->next_span].start < end)
        end = book->spans[writer->next_span].start;
    for (size_t i = 0; i < writer->open_count; i++)
        if (book->spans[writer->open_spans[i]].end < end)
            end = book->spans[writer->open_spans[i]].end;
    return end > at ? end : at;
}

/* A stretch of the book with the cues of its spans. */
static void add_range(struct scriptfile_writer *writer, size_t at, size_t end, bool exact)
{
    const struct book *book = writer->script->book;
    while (at < end) {
        close_spans(writer, at);
        for (; writer->next_span < book->span_count && book->spans[writer->next_span].start <= at;
             writer->next_span++) {
            const struct span *span = &writer->script->book->spans[writer->next_span];
            if (scriptfile_span_word(span) == NULL ||
                writer->open_count == SCRIPTFILE_WRITER_SPANS_MOST)
                continue;
            add_open_cue(scriptfile_span_word(span), span->value != NULL ? span->value : "",
                         writer->out);
            writer->open_spans[writer->open_count++] = writer->next_span;
            writer->at_start = false;
        }
        size_t until = next_boundary(writer, at, end);
        if (until == at) { /* a span without any text */
            close_spans(writer, at);
            until = next_boundary(writer, at, end);
        }
        add_text(writer, book_view(book, at, until), exact);
        at = until;
    }
    close_spans(writer, end);
}

/* Whether the utterance needs no cue: the narrator reads it, and it is of the kind of its block. */
static bool is_reading(const struct block *block, const struct utterance *utterance)
{
    return utterance->speaker == SPEAKER_NARRATOR && utterance->confidence == 100 &&
           utterance->kind == utterance_kind_of_block(block);
}

/* Whether a cue must say who speaks from here on. */
static bool changes_speaker(const struct block *block, const struct utterance *before,
                            const struct utterance *utterance, struct view gap)
{
    bool reads = is_reading(block, utterance);
    if (before == NULL)
        return !reads;
    bool read = is_reading(block, before);
    if (reads != read || before->speaker != utterance->speaker || before->kind != utterance->kind)
        return true;
    bool line = block->kind == BLOCK_VERSE && has_line_end(gap);
    return !before->ends_sentence && !line;
}

static void add_speaker_or_narrator(struct scriptfile_writer *writer, const struct block *block,
                                    const struct utterance *utterance)
{
    if (is_reading(block, utterance))
        add_cue(writer, "[narrator]");
    else {
        static const char *const manners[] = {
            [UTTERANCE_THOUGHT] = ", thought",
            [UTTERANCE_LETTER] = ", letter",
        };
        const char *name = writer->script->attribution->speakers[utterance->speaker].name;
        const char *manner = "";
        struct text cue = {0};
        if (utterance->kind == UTTERANCE_THOUGHT || utterance->kind == UTTERANCE_LETTER)
            manner = manners[utterance->kind];
        else if (utterance->speaker == SPEAKER_NARRATOR && utterance->kind == UTTERANCE_SPEECH)
            manner = ", speech";
        text_addf(&cue, "[%s%s%s]", name, manner, utterance->confidence < CUES_UNSURE ? "?" : "");
        add_cue(writer, cue.at);
        text_release(&cue);
    }
}

/* The pause that a cue of the book asked for after the utterance, even in the middle of a word. */
static void add_pause(struct scriptfile_writer *writer, const struct block *block,
                      const struct utterance *utterance, bool exact)
{
    bool tight = exact || (utterance->end < block->end &&
                           !is_blank(writer->script->book->text[utterance->end]));
    if (utterance->given_pause_ms > 0)
        text_addf(writer->out, "%s[pause: %ums]", tight ? "" : " ", utterance->given_pause_ms - 1);
}

static void add_gap(struct scriptfile_writer *writer, size_t start, size_t end, bool exact)
{
    struct view gap = book_view(writer->script->book, start, end);
    size_t blanks = 0;
    while (blanks < gap.bytes && is_blank(gap.at[blanks]))
        blanks++;
    if (!exact && gap.bytes > 0 && blanks == gap.bytes)
        start_line(writer);
    else
        add_range(writer, start, end, exact);
}

/* Skips the spans of blocks that are not read. */
static void skip_spans(struct scriptfile_writer *writer, size_t start)
{
    const struct book *book = writer->script->book;
    writer->open_count = 0;
    while (writer->next_span < book->span_count && book->spans[writer->next_span].start < start)
        writer->next_span++;
}

void scriptfile_add_block(struct scriptfile_writer *writer, const struct block *block, bool exact,
                          bool done)
{
    static const char *const prefixes[] = {
        [BLOCK_HEADING] = "[heading] ", [BLOCK_PARAGRAPH] = "", [BLOCK_VERSE] = "| ",
        [BLOCK_LETTER] = "> ",          [BLOCK_LIST] = "- ",    [BLOCK_BREAK] = "* * *",
    };
    const struct script *script = writer->script;
    const struct utterance *before = NULL;
    if (!done) {
        text_add_char(writer->out, '\n');
        text_add_str(writer->out, prefixes[block->kind]);
    }
    bool lines = block->kind == BLOCK_VERSE || block->kind == BLOCK_LETTER;
    writer->prefix = lines ? prefixes[block->kind] : "";
    writer->at_start = true;
    exact = exact || block->kind == BLOCK_VERSE;
    skip_spans(writer, block->start);
    if (!done && block->language != NULL && block->kind != BLOCK_BREAK)
        add_open_cue("language", block->language, writer->out);
    for (; block->kind != BLOCK_BREAK && writer->next < script->utterance_count &&
           script->utterances[writer->next].start < block->end;
         writer->next++) {
        const struct utterance *utterance = &script->utterances[writer->next];
        size_t reached = before != NULL ? before->end : block->start;
        struct view gap = book_view(script->book, reached, utterance->start);
        if (!done) {
            add_gap(writer, reached, utterance->start, exact);
            if (changes_speaker(block, before, utterance, gap))
                add_speaker_or_narrator(writer, block, utterance);
            add_range(writer, utterance->start, utterance->end, exact);
        }
        add_pause(writer, block, utterance, exact);
        before = utterance;
    }
    close_spans(writer, SIZE_MAX);
    if (!done && block->language != NULL && block->kind != BLOCK_BREAK)
        text_add_str(writer->out, "[/language]");
    if (!done || before == NULL || before->given_pause_ms > 0)
        text_add_char(writer->out, '\n');
}
