/*
 * Prints what the readers make of a book, for measuring: no part of the program.
 *
 *     segment [--text|--all|--meta] [--read REASON]... [--notes reference|chapter] [--alt] FILE
 *
 * JSON Lines: one `book`, then `chapter`, `skip` and `utterance` (a block) in order. --text: the
 * blocks that are read, a line each; --all: what is skipped by choice as well, but no page numbers,
 * marks of notes, hidden text, contents or texts of pictures; --meta: the details of the book only.
 */
#include "base/str.h"
#include "book/book.h"
#include "book/read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_json(const char *s, size_t bytes)
{
    putchar('"');
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < ' ')
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void put_field(const char *name, const char *value)
{
    if (value == NULL)
        return;
    printf(",\"%s\":", name);
    put_json(value, strlen(value));
}

static void put_book(const struct book *book)
{
    printf("{\"type\":\"book\",\"bytes\":%zu", book->text_bytes);
    put_field("title", book->title);
    put_field("author", book->author);
    put_field("language", book->language);
    put_field("encoding", book->encoding);
    put_field("subtitle", book->details.subtitle);
    put_field("translator", book->details.translator);
    put_field("narrator", book->details.narrator);
    put_field("series", book->details.series);
    put_field("series_position", book->details.series_position);
    put_field("date", book->details.date);
    put_field("publisher", book->details.publisher);
    put_field("identifier", book->details.identifier);
    put_field("description", book->details.description);
    put_field("cover", book->details.cover_source);
    put_field("cover_type", book->cover.media_type);
    printf("}\n");
    for (size_t i = 0; i < book->warning_count; i++) {
        printf("{\"type\":\"warning\"");
        put_field("text", book->warnings[i]);
        printf("}\n");
    }
}

static void put_chapter(const struct chapter *chapter)
{
    printf("{\"type\":\"chapter\",\"start\":%zu,\"end\":%zu,\"level\":%d,\"heading\":%s",
           chapter->start, chapter->end, chapter->level, chapter->has_heading ? "true" : "false");
    put_field("title", chapter->title);
    printf("}\n");
}

static void put_block(const struct book *book, const struct block *block)
{
    bool skip = block->kind == BLOCK_SKIP;
    printf("{\"type\":\"%s\",\"start\":%zu,\"end\":%zu", skip ? "skip" : "utterance", block->start,
           block->end);
    if (skip)
        put_field("reason", skip_reason_name(block->reason));
    else
        printf(",\"chapter\":%u,\"kind\":\"%s\"", block->chapter, block_kind_name(block->kind));
    put_field("speaker", block->speaker);
    put_field("language", block->language);
    put_field("source", block->source);
    if (!skip) {
        printf(",\"text\":");
        put_json(book->text + block->start, block->end - block->start);
    }
    printf("}\n");
}

static bool is_shown(const struct block *block, bool all)
{
    if (block->kind != BLOCK_SKIP)
        return block->kind != BLOCK_BREAK;
    switch (block->reason) {
    case SKIP_PAGE_NUMBER:
    case SKIP_NOTE_MARK:
    case SKIP_HIDDEN:
    case SKIP_CONTENTS:
    case SKIP_ILLUSTRATION:
        return false;
    default:
        return all;
    }
}

static void put_text(const struct book *book, bool all)
{
    for (size_t i = 0; i < book->block_count; i++)
        if (is_shown(&book->blocks[i], all)) {
            const struct block *block = &book->blocks[i];
            fwrite(book->text + block->start, 1, block->end - block->start, stdout);
            putchar('\n');
        }
}

static void put_all(const struct book *book)
{
    put_book(book);
    for (size_t i = 0, chapter = 0; i < book->block_count; i++) {
        while (chapter < book->chapter_count &&
               book->chapters[chapter].start <= book->blocks[i].start)
            put_chapter(&book->chapters[chapter++]);
        put_block(book, &book->blocks[i]);
    }
    for (size_t i = 0; i < book->span_count; i++) {
        const struct span *span = &book->spans[i];
        printf("{\"type\":\"span\",\"kind\":%d,\"start\":%zu,\"end\":%zu", (int)span->kind,
               span->start, span->end);
        put_field("value", span->value);
        printf("}\n");
    }
}

int main(int count, char **words)
{
    struct book_options options = {0};
    struct err err = {0};
    const char *path = NULL, *mode = "";
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "--read") == 0 && i + 1 < count)
            options.read_reasons |= 1u << skip_reason_named(words[++i]);
        else if (strcmp(words[i], "--notes") == 0 && i + 1 < count)
            options.notes = words[++i][0] == 'r' ? NOTES_AT_REFERENCE : NOTES_AT_CHAPTER_END;
        else if (strcmp(words[i], "--alt") == 0)
            options.image_texts = true;
        else if (strncmp(words[i], "--", 2) == 0)
            mode = words[i];
        else
            path = words[i];
    }
    if (path == NULL)
        return 2;
    struct book *book = book_read(path, &options, &err);
    if (book == NULL) {
        fprintf(stderr, "segment: %s\n", err.text);
        return (int)err.kind;
    }
    bool fine = book_check(book, &err);
    if (!fine)
        fprintf(stderr, "segment: %s\n", err.text);
    if (strcmp(mode, "--text") == 0 || strcmp(mode, "--all") == 0)
        put_text(book, mode[2] == 'a');
    else if (strcmp(mode, "--meta") == 0)
        put_book(book);
    else
        put_all(book);
    book_free(book);
    return fine ? 0 : 1;
}
