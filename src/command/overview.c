/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/overview.h"

#include "base/mem.h"
#include "base/spill.h"
#include "base/str.h"
#include "base/tty.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/speech.h"

#include <stdarg.h>
#include <stdlib.h>

/* Prints a line. Text of the book cannot send control characters to a terminal. */
__attribute__((format(printf, 2, 3))) static void print_line(FILE *out, const char *format, ...)
{
    char line[4096]; /* longer ones are cut */
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    tty_write_masked(out, view_of(line));
    fputc('\n', out);
}

/* Lines and voice of each speaker, as the script uses them. */
struct speaker_lines {
    uint32_t speaker;
    uint16_t voice;
    size_t lines;
};

static struct speaker_lines *count_lines(const struct script *script)
{
    struct speaker_lines *counts = mem_zero(script->attribution->speaker_count, sizeof *counts);
    for (size_t i = 0; i < script->attribution->speaker_count; i++)
        counts[i].speaker = (uint32_t)i;
    for (size_t i = 0; i < script->utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        spill_touched(sizeof *utterance);
        counts[utterance->speaker].lines++;
        counts[utterance->speaker].voice = utterance->voice;
    }
    return counts;
}

/* With a single voice nobody is heard speaking but the narrator. */
static bool one_voice(const struct script *script)
{
    for (size_t i = 1; i < script->utterance_count; i++)
        if (script->utterances[i].voice != script->utterances[0].voice)
            return false;
    return script->utterance_count > 0;
}

size_t overview_speaker_count(const struct script *script)
{
    if (one_voice(script))
        return 1;
    struct speaker_lines *counts = count_lines(script);
    size_t count = 0;
    for (size_t i = 0; i < script->attribution->speaker_count; i++)
        count += i != SPEAKER_UNKNOWN && counts[i].lines > 0;
    free(counts);
    return count;
}

/* A word is what is between blanks and has a letter or digit, as word processors count. */
static size_t count_words(struct view text)
{
    size_t words = 0;
    bool inside = false;
    for (size_t at = 0; at < text.bytes;) {
        size_t before = at;
        uint32_t rune = rune_next(text, &at);
        spill_touched(at - before);
        if (rune_is_space(rune))
            inside = false;
        else if (!inside && rune_is_alnum(rune))
            inside = true, words++;
    }
    return words;
}

/* How much of a chapter is read. */
struct extent {
    size_t first, count; /* utterances */
    size_t words;
    size_t parent; /* the chapter that contains it, plus one; 0: none */
};

/* An extent for each chapter; free() them. */
static struct extent *measure_chapters(const struct script *script)
{
    const struct book *book = script->book;
    struct extent *extents = mem_zero(book->chapter_count, sizeof *extents);
    size_t next = 0;
    for (size_t i = 0; i < book->chapter_count; i++) {
        struct extent *extent = &extents[i];
        extent->parent = i;
        while (extent->parent > 0 &&
               book->chapters[extent->parent - 1].level >= book->chapters[i].level)
            extent->parent = extents[extent->parent - 1].parent;
        extent->first = next;
        for (; next < script->utterance_count && script->utterances[next].chapter == i; next++) {
            const struct utterance *utterance = &script->utterances[next];
            spill_touched(sizeof *utterance);
            extent->words += count_words(book_view(book, utterance->start, utterance->end));
        }
        extent->count = next - extent->first;
    }
    return extents;
}

/* The number of chapters that have something to read. */
static size_t chapters_read(const struct book *book, const struct extent *extents)
{
    size_t count = 0;
    for (size_t i = 0; i < book->chapter_count; i++)
        count += extents[i].count > 0;
    return count;
}

static void print_chapters(const struct script *script, const struct speech_settings *settings,
                           const struct extent *extents, FILE *out)
{
    const struct book *book = script->book;
    char length[64];
    fputs("\nChapters:\n", out);
    for (size_t i = 0; i < book->chapter_count; i++) {
        const struct extent *extent = &extents[i];
        if (extent->count == 0)
            continue;
        uint64_t ms = speech_estimate_ms(script, settings, extent->first, extent->count);
        tty_format_seconds((double)ms / 1000, length, sizeof length);
        char inside[32] = "";
        if (extent->parent > 0)
            snprintf(inside, sizeof inside, "in %zu, ", extent->parent);
        print_line(out, "%5zu  %*s%s (%s%zu word%s, about %s)", i + 1,
                   (book->chapters[i].level - 1) * 2, "", book->chapters[i].title, inside,
                   extent->words, extent->words == 1 ? "" : "s", length);
    }
}

static bool is_skipped(const struct book *book, const struct block *block, const bool *chosen)
{
    return block->reason != SKIP_NONE && chosen[book_chapter_at(book, block->start)];
}

/* How many stretches, and how many words, are skipped for each reason. */
static void print_skipped_totals(const struct book *book, const bool *chosen, FILE *out)
{
    size_t stretches[SKIP_REASON_COUNT] = {0}, words[SKIP_REASON_COUNT] = {0};
    bool any = false;
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (!is_skipped(book, block, chosen))
            continue;
        stretches[block->reason]++;
        words[block->reason] += count_words(book_view(book, block->start, block->end));
    }
    for (int reason = SKIP_NONE + 1; reason < SKIP_REASON_COUNT; reason++) {
        if (stretches[reason] == 0)
            continue;
        fprintf(out, "%s  %s: %zu time%s, %zu word%s\n", any ? "" : "\nSkipped:\n",
                skip_reason_name((enum skip_reason)reason), stretches[reason],
                stretches[reason] == 1 ? "" : "s", words[reason], words[reason] == 1 ? "" : "s");
        any = true;
    }
}

/* Of the chosen chapters: words and length. */
static void print_total(const struct script *script, const struct speech_settings *settings,
                        const struct extent *extents, FILE *out)
{
    char length[64];
    size_t words = 0, chapters = chapters_read(script->book, extents);
    for (size_t i = 0; i < script->book->chapter_count; i++)
        words += extents[i].words;
    uint64_t ms = speech_estimate_ms(script, settings, 0, script->utterance_count);
    tty_format_seconds((double)ms / 1000, length, sizeof length);
    print_line(out, "%zu chapter%s, %zu word%s, about %s", chapters, chapters == 1 ? "" : "s",
               words, words == 1 ? "" : "s", length);
}

void overview_print_chapters(const struct script *script, const struct speech_settings *settings,
                             const bool *chosen, FILE *out)
{
    const struct book *book = script->book;
    print_line(out, "%s%s%s", book->metadata.title, book->metadata.author[0] != '\0' ? ", by " : "",
               book->metadata.author);
    struct extent *extents = measure_chapters(script);
    print_total(script, settings, extents, out);
    print_chapters(script, settings, extents, out);
    free(extents);
    print_skipped_totals(book, chosen, out);
}

static int by_lines(const void *a, const void *b)
{
    const struct speaker_lines *first = a, *second = b;
    if (first->lines != second->lines)
        return first->lines > second->lines ? -1 : 1;
    return first->speaker < second->speaker ? -1 : 1;
}

void overview_print_cast(const struct script *script, FILE *out)
{
    struct speaker_lines *counts = count_lines(script);
    size_t count = script->attribution->speaker_count;
    qsort(counts, count, sizeof *counts, by_lines);
    fputs("\nSpeakers:\n", out);
    for (size_t i = 0; i < count && counts[i].lines > 0; i++)
        print_line(out, "  %s (%zu line%s, voice %s)",
                   script->attribution->speakers[counts[i].speaker].name, counts[i].lines,
                   counts[i].lines == 1 ? "" : "s", script->voices->items[counts[i].voice].name);
    free(counts);
}

/* Counts lines of the text of a book from one place to a later one. */
struct line_counter {
    size_t at, line; /* lines before `at` */
};

static size_t line_at(struct line_counter *counter, const struct book *book, size_t at)
{
    const char *text = book->text;
    for (; counter->at < at; counter->at++)
        counter->line += text[counter->at] == '\n' ||
                         (text[counter->at] == '\r' && text[counter->at + 1] != '\n');
    return counter->line + 1;
}

/* Where a stretch stands: "chapter 2, lines 31 to 35", or with the file in an EPUB. */
static void format_place(const struct book *book, const struct block *block,
                         struct line_counter *counter, char *out, size_t size)
{
    size_t chapter = book_chapter_at(book, block->start) + 1;
    if (block->source != NULL) {
        int used = snprintf(out, size, "chapter %zu, %s", chapter, block->source);
        if (block->line > 0 && used > 0 && (size_t)used < size)
            snprintf(out + used, size - (size_t)used, ", line %u", (unsigned)block->line);
        return;
    }
    size_t first = line_at(counter, book, block->start);
    size_t last = line_at(counter, book, block->end > block->start ? block->end - 1 : block->start);
    if (first == last)
        snprintf(out, size, "chapter %zu, line %zu", chapter, first);
    else
        snprintf(out, size, "chapter %zu, lines %zu to %zu", chapter, first, last);
}

static void print_skipped(const struct book *book, const bool *chosen, FILE *out)
{
    bool any = false;
    struct line_counter counter = {0};
    char place[1024];
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (!is_skipped(book, block, chosen))
            continue;
        struct view text = book_view(book, block->start, block->end);
        size_t shown = 0;
        while (shown < text.bytes && shown < 60 && text.at[shown] != '\n' && text.at[shown] != '\r')
            shown++;
        while (shown > 0 && shown < text.bytes && ((unsigned char)text.at[shown] & 0xC0) == 0x80)
            shown--;
        fputs(any ? "" : "\nSkipped:\n", out);
        format_place(book, block, &counter, place, sizeof place);
        print_line(out, "  %s, %s: %.*s%s", skip_reason_name(block->reason), place, (int)shown,
                   text.at, shown < text.bytes ? " ..." : "");
        any = true;
    }
}

void overview_print(const struct script *script, const struct speech_settings *settings,
                    const bool *chosen, FILE *out)
{
    const struct book *book = script->book;
    char length[64];
    uint64_t ms = speech_estimate_ms(script, settings, 0, script->utterance_count);
    tty_format_seconds((double)ms / 1000, length, sizeof length);
    print_line(out, "%s%s%s", book->metadata.title, book->metadata.author[0] != '\0' ? ", by " : "",
               book->metadata.author);
    struct extent *extents = measure_chapters(script);
    size_t chapters = chapters_read(book, extents);
    print_line(out, "language %s, encoding %s, %zu chapter%s, about %s", book->metadata.language,
               book->encoding, chapters, chapters == 1 ? "" : "s", length);
    print_chapters(script, settings, extents, out);
    free(extents);
    overview_print_cast(script, out);
    print_skipped(book, chosen, out);
}
