#include "base/mem.h"
#include "book/encoding.h"
#include "book/reader.h"

#include <string.h>

bool plain_matches(struct view bytes) {
    (void)bytes;
    return true;
}

static bool is_heading(struct view text) {
    static const char *const words[] = {"CHAPTER ", "Chapter ", "BOOK ", "PART ",
                                        "Part ",    "# ",       "## "};
    if (text.bytes > 120 || memchr(text.at, '\n', text.bytes) != NULL)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (view_starts(text, words[i]))
            return true;
    return false;
}

struct builder {
    struct book *book;
    size_t block_capacity, chapter_capacity;
};

static void add_chapter(struct builder *b, size_t start, struct view title) {
    struct book *book = b->book;
    if (book->chapter_count > 0)
        book->chapters[book->chapter_count - 1].end = start;
    book->chapters =
        mem_grow(book->chapters, book->chapter_count, &b->chapter_capacity, sizeof *book->chapters);
    book->chapters[book->chapter_count++] = (struct chapter){
        .start = start,
        .end = start,
        .level = 1,
        .title = title.bytes == 0 ? NULL : arena_copy_text(book->arena, title.at, title.bytes),
        .has_heading = title.bytes > 0,
    };
}

static void add_block(struct builder *b, size_t start, size_t end) {
    struct book *book = b->book;
    struct view text = view_trim(book_view(book, start, end));
    if (text.bytes == 0)
        return;
    start = (size_t)(text.at - book->text);
    end = start + text.bytes;
    bool heading = is_heading(text);
    if (heading || book->chapter_count == 0)
        add_chapter(b, start, heading ? text : (struct view){"", 0});
    book->blocks =
        mem_grow(book->blocks, book->block_count, &b->block_capacity, sizeof *book->blocks);
    book->blocks[book->block_count++] = (struct block){
        .kind = heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
        .start = start,
        .end = end,
        .chapter = (uint32_t)(book->chapter_count - 1),
        .level = heading ? 1 : 0,
    };
    book->chapters[book->chapter_count - 1].end = end;
}

static void split(struct builder *b) {
    struct view rest = book_view(b->book, 0, b->book->text_bytes), line;
    size_t start = 0, end = 0;
    while (view_next_line(&rest, &line)) {
        if (view_trim(line).bytes == 0) {
            add_block(b, start, end);
            start = end = (size_t)(rest.at - b->book->text);
        } else {
            end = (size_t)(line.at - b->book->text) + line.bytes;
        }
    }
    add_block(b, start, end);
}

struct book *plain_read(const char *path, struct text *bytes, const struct book_options *options,
                        struct err *err) {
    (void)options;
    struct decoded decoded;
    if (!encoding_decode(path, bytes, &decoded, err))
        return NULL;
    struct builder b = {.book = book_new()};
    b.book->text = decoded.text.at;
    b.book->text_bytes = decoded.text.bytes;
    b.book->encoding = decoded.encoding;
    b.book->bad_bytes = decoded.bad_bytes;
    split(&b);
    if (b.book->block_count > 0)
        return b.book;
    err_set(err, ERR_INPUT, "%s: there is no text in it", path);
    book_free(b.book);
    return NULL;
}
