#include "book/book.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/paged.h"
#include "book/epub.h"
#include "book/foreign.h"
#include "book/html.h"
#include "book/markdown.h"
#include "book/reader.h"
#include "book/tagged.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BOOK_MAX_BYTES = 256 * 1024 * 1024 };

static const struct reader readers[] = {
    {"EPUB", epub_matches, epub_read},         {"HTML", html_matches, html_book_read},
    {"script", tagged_matches, tagged_read},   {"Markdown", markdown_matches, markdown_read},
    {"plain text", plain_matches, plain_read},
};

enum { SCRIPT_READER = 2 }; /* its place above */

static const char *const block_kind_names[] = {
    "heading", "paragraph", "verse", "letter", "list", "break", "skip",
};

static const char *const skip_reason_names[SKIP_REASON_COUNT] = {
    "none",        "licence",  "contents",      "transcriber", "index",   "illustration",
    "page-number", "footnote", "speaker-label", "markup",      "imprint", "front-matter",
    "back-matter", "hidden",   "note-mark",     "code",        "table",   "auxiliary",
};

const char *block_kind_name(enum block_kind kind)
{
    return block_kind_names[kind];
}

const char *skip_reason_name(enum skip_reason reason)
{
    return skip_reason_names[reason];
}

enum skip_reason skip_reason_named(const char *name)
{
    for (int reason = 1; reason < SKIP_REASON_COUNT; reason++)
        if (strcmp(name, skip_reason_names[reason]) == 0)
            return (enum skip_reason)reason;
    return SKIP_NONE;
}

struct view book_view(const struct book *book, size_t start, size_t end)
{
    return view_part((struct view){book->text, book->text_bytes}, start, end);
}

size_t book_chapter_at(const struct book *book, size_t at)
{
    size_t low = 0, high = book->chapter_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (book->chapters[middle].start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : 0;
}

struct book *book_new(void)
{
    struct book *book = mem_zero(1, sizeof *book);
    book->arena = arena_new();
    return book;
}

void book_free(struct book *book)
{
    if (book == NULL)
        return;
    arena_free(book->arena);
    paged_free((char *)book->text);
    free(book->blocks);
    free(book->chapters);
    free(book->spans);
    free(book->cues);
    free(book->warnings);
    free(book);
}

static bool blank(const struct book *book, size_t start, size_t end)
{
    struct view gap = book_view(book, start, end);
    for (size_t at = 0; at < gap.bytes;)
        if (!rune_is_space(rune_next(gap, &at)))
            return false;
    return true;
}

static bool broken(struct err *err, const char *what, size_t at)
{
    return err_set(err, ERR_SYSTEM, "a bug: %s at byte %zu of the text", what, at);
}

static bool check_block(const struct book *book, const struct block *block, size_t end,
                        struct err *err)
{
    struct view whole = book_view(book, 0, book->text_bytes);
    if (block->start < end || block->end <= block->start || block->end > book->text_bytes)
        return broken(err, "blocks overlap, are empty or out of order", block->start);
    if (!blank(book, end, block->start))
        return broken(err, "text in no block", end);
    if (rune_is_space(rune_at(whole, block->start)) ||
        rune_is_space(rune_ending(whole, block->end)))
        return broken(err, "white space at the end of a block", block->start);
    if ((block->kind == BLOCK_SKIP) && block->reason == SKIP_NONE)
        return broken(err, "a skipped block without a reason", block->start);
    if (block->kind == BLOCK_SKIP)
        return true;
    if (block->chapter >= book->chapter_count)
        return broken(err, "a block in no chapter", block->start);
    const struct chapter *chapter = &book->chapters[block->chapter];
    if (block->start < chapter->start || block->end > chapter->end)
        return broken(err, "a block outside its chapter", block->start);
    return true;
}

static bool check_chapters(const struct book *book, struct err *err)
{
    for (size_t i = 0; i < book->chapter_count; i++) {
        const struct chapter *chapter = &book->chapters[i];
        if (chapter->title == NULL || chapter->title[0] == '\0' || chapter->level < 1)
            return broken(err, "a chapter without title or level", chapter->start);
        if (chapter->start >= chapter->end || (i > 0 && chapter->start != chapter[-1].end))
            return broken(err, "chapters do not follow each other", chapter->start);
    }
    return true;
}

bool book_check(const struct book *book, struct err *err)
{
    size_t end = 0;
    bool any_read = false;
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (!check_block(book, block, end, err))
            return false;
        bool labelled = i > 0 && block[-1].reason == SKIP_SPEAKER_LABEL &&
                        block[-1].start == book->chapters[0].start;
        if (!any_read && block->kind != BLOCK_SKIP && !labelled &&
            block->start != book->chapters[0].start)
            return broken(err, "chapter 0 does not begin with the first block read", block->start);
        any_read = any_read || block->kind != BLOCK_SKIP;
        end = block->end;
    }
    if (!blank(book, end, book->text_bytes))
        return broken(err, "text in no block", end);
    return check_chapters(book, err);
}

/* The name of the file without folders and ending. */
static const char *name_of_file(struct book *book, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t bytes = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
    if (bytes == 0 || strcmp(path, "-") == 0)
        return "Untitled";
    return arena_copy_text(book->arena, name, bytes);
}

static const char *chosen(struct book *book, const char *option, const char *found,
                          const char *otherwise)
{
    if (option != NULL)
        return arena_copy_text(book->arena, option, strlen(option));
    return found != NULL && found[0] != '\0' ? found : otherwise;
}

/* Plain text is anything; but under the name of an EPUB it is most likely a broken download. */
static bool check_plain(const char *path, const char *name, struct view bytes, struct err *err)
{
    size_t count = strlen(path);
    if (count > 5 && strcasecmp(path + count - 5, ".epub") == 0)
        return err_set(err, ERR_INPUT,
                       "%s: is named like an EPUB but is none: it is no zip file; get it anew",
                       path);
    return foreign_plain(name, bytes, err);
}

static void warn(struct book *book, const char *name, const char *sentence)
{
    struct text line = {0};
    text_addf(&line, "the cover %s %s", name, sentence);
    book->warnings = mem_resize(book->warnings, sizeof *book->warnings);
    book->warnings[0] = arena_copy_text(book->arena, line.at, line.bytes);
    book->warning_count = 1;
    text_release(&line);
}

/* The picture, or the one inside of the EPUB. */
static void take_cover(struct book *book, const char *path, struct text *bytes)
{
    struct err ignored;
    struct view picture = text_view(bytes);
    if (epub_matches(picture)) {
        const struct book_options plain = {0};
        struct book *source = epub_read(path, bytes, &plain, &ignored);
        picture = (struct view){"", 0};
        if (source != NULL && source->cover.bytes != NULL) {
            text_clear(bytes);
            text_add(bytes, (const char *)source->cover.bytes, source->cover.byte_count);
            picture = text_view(bytes);
        }
        book_free(source);
    }
    bool png = view_starts(picture, "\x89PNG"), jpeg = view_starts(picture, "\xFF\xD8\xFF");
    if (!png && !jpeg) {
        warn(book, book->script.cover, "is no JPEG, PNG or EPUB with a cover, and is left out");
        return;
    }
    unsigned char *copy = arena_take(book->arena, picture.bytes);
    memcpy(copy, picture.at, picture.bytes);
    book->cover = (struct cover){copy, picture.bytes, png ? "image/png" : "image/jpeg"};
}

/* The cover that a script file names: beside it. */
static void find_cover(struct book *book, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = book->script.cover;
    struct text full = {0}, bytes = {0};
    struct err ignored;
    if (name == NULL || name[0] == '\0' || strcmp(path, "-") == 0)
        return;
    if (slash != NULL && name[0] != '/')
        text_add(&full, path, (size_t)(slash - path) + 1);
    text_add_str(&full, name);
    if (file_read(full.at, BOOK_MAX_BYTES, &bytes, &ignored))
        take_cover(book, full.at, &bytes);
    else
        warn(book, name, "is not beside the script, and is left out");
    text_release(&full);
    text_release(&bytes);
}

/* What no reader has found. */
static struct book *complete(struct book *book, const char *path,
                             const struct book_options *options)
{
    if (book == NULL)
        return NULL;
    book->title = chosen(book, options->title, book->title, name_of_file(book, path));
    book->author = chosen(book, options->author, book->author, "");
    book->language = chosen(book, options->language, book->language, "en");
    for (size_t i = 0; i < book->chapter_count; i++)
        if (book->chapters[i].title == NULL || book->chapters[i].title[0] == '\0')
            book->chapters[i].title = book->title;
    return book;
}

struct book *book_read(const char *path, const struct book_options *options, struct err *err)
{
    struct text bytes = {0};
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    if (!file_read(path, BOOK_MAX_BYTES, &bytes, err)) {
        foreign_folder(path, err);
        return NULL;
    }
    if (!foreign_check(name, text_view(&bytes), err)) {
        text_release(&bytes);
        return NULL;
    }
    size_t chosen_reader = 0;
    while (!readers[chosen_reader].matches(text_view(&bytes)))
        chosen_reader++;
    if (chosen_reader > SCRIPT_READER &&
        tagged_has_speaker(text_view(&bytes), options->speakers,
                           readers[chosen_reader].read == markdown_read))
        chosen_reader = SCRIPT_READER;
    if (readers[chosen_reader].read == plain_read &&
        !check_plain(path, name, text_view(&bytes), err)) {
        text_release(&bytes);
        return NULL;
    }
    struct book *book = readers[chosen_reader].read(name, &bytes, options, err);
    text_release(&bytes);
    if (book != NULL)
        find_cover(book, path);
    else if (err->kind == ERR_INPUT && !view_starts(view_of(err->text), name))
        err_prefix(err, "%s", name);
    return complete(book, path, options);
}

struct book *book_from_script(const char *path, struct text *bytes,
                              const struct book_options *options, struct err *err)
{
    return complete(tagged_read(path, bytes, options, err), path, options);
}
