/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/read/read.h"

#include "base/file.h"
#include "base/mem.h"
#include "book/epub/epub.h"
#include "book/fb2/fb2.h"
#include "book/html/html.h"
#include "book/input/other_formats.h"
#include "book/markdown/markdown.h"
#include "book/odt/odt.h"
#include "book/plain/plain.h"
#include "book/read/html_file.h"
#include "book/read/reader.h"
#include "book/scriptfile/scriptfile.h"
#include "book/subtitles/subtitles.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BOOK_MAX_BYTES = 256 * 1024 * 1024 }; /* chosen: an EPUB full of pictures has less */

static bool is_other_format(struct view bytes)
{
    struct err reason;
    return !other_formats_check("", bytes, &reason);
}

/* Takes the place of a reader for a file that is known to be something else: says what it is. */
static struct book *refuse_other_format(const char *path, struct text *bytes,
                                        const struct book_options *options, struct err *err)
{
    (void)options;
    other_formats_check(path, text_view(bytes), err);
    return NULL;
}

/* Any file may be plain text; but with the name of an EPUB it is most likely a broken download. */
static struct book *read_plain(const char *path, struct text *bytes,
                               const struct book_options *options, struct err *err)
{
    size_t count = strlen(path);
    if (count > 5 && strcasecmp(path + count - 5, ".epub") == 0) {
        err_set(err, ERR_INPUT,
                "%s: has the name of an EPUB but is not a zip file; download it again", path);
        return NULL;
    }
    if (!other_formats_check_text(path, text_view(bytes), err))
        return NULL;
    return plain_read(path, bytes, options, err);
}

/*
 * In the order in which they are asked. Those that are sure of their format come first. Then every
 * file that is known to be something else is refused, because the rest would take it: an SVG has
 * tags like HTML, and the reader of plain text accepts everything.
 */
enum {
    READER_FB2,
    READER_ODT,
    READER_EPUB,
    READER_NONE,
    READER_SUBTITLES,
    READER_HTML,
    READER_SCRIPT,
    READER_MARKDOWN,
    READER_PLAIN,
};

static const struct reader readers[] = {
    [READER_FB2] = {"FictionBook", fb2_matches, fb2_read},
    [READER_ODT] = {"OpenDocument", odt_matches, odt_read},
    [READER_EPUB] = {"EPUB", epub_matches, epub_read},
    [READER_NONE] = {"another format", is_other_format, refuse_other_format},
    [READER_SUBTITLES] = {"subtitles", subtitles_matches, subtitles_read},
    [READER_HTML] = {"HTML", html_file_matches, html_file_read},
    [READER_SCRIPT] = {"script", scriptfile_matches, scriptfile_read},
    [READER_MARKDOWN] = {"Markdown", markdown_matches, markdown_read},
    [READER_PLAIN] = {"plain text", plain_matches, read_plain},
};

/* The name of the file without folder and extension. */
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

/* The option, else what the reader found, else `otherwise`. */
static const char *chosen(struct book *book, const char *option, const char *found,
                          const char *otherwise)
{
    if (option != NULL)
        return arena_copy_text(book->arena, option, strlen(option));
    return found != NULL && found[0] != '\0' ? found : otherwise;
}

/* `bytes`: a picture, or an EPUB with one. */
static bool set_cover(struct book *book, const char *path, struct text *bytes, struct err *err)
{
    struct view picture = text_view(bytes);
    if (epub_matches(picture)) {
        const struct book_options plain = {0};
        struct err unread = {0}; /* an EPUB that cannot be read has no cover: a warning */
        struct book *source = epub_read(path, bytes, &plain, &unread);
        if (source == NULL && unread.kind != ERR_INPUT) {
            *err = unread;
            return false;
        }
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
        book_warn(book,
                  "the cover %s is not a JPEG, a PNG or an EPUB with a cover, and is not used",
                  book->script.cover);
        return true;
    }
    unsigned char *copy = arena_alloc(book->arena, picture.bytes);
    memcpy(copy, picture.at, picture.bytes);
    book->cover = (struct cover){copy, picture.bytes, png ? "image/png" : "image/jpeg"};
    return true;
}

char *book_cover_path(const struct book *book, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = book->script.cover;
    struct text full = {0};
    if (name == NULL || name[0] == '\0' || strcmp(path, "-") == 0)
        return NULL;
    if (slash != NULL && name[0] != '/')
        text_add(&full, path, (size_t)(slash - path) + 1);
    text_add_str(&full, name);
    return full.at;
}

/* The cover that a script file names. */
static bool find_cover(struct book *book, const char *path, struct err *err)
{
    char *cover = book_cover_path(book, path);
    struct text bytes = {0};
    struct err unread; /* a book is complete without its cover: a warning */
    bool good = true;
    if (cover != NULL && file_read(cover, BOOK_MAX_BYTES, &bytes, &unread))
        good = set_cover(book, cover, &bytes, err);
    else if (cover != NULL)
        book_warn(book, "the cover %s is not next to the script file, and is not used",
                  book->script.cover);
    text_release(&bytes);
    free(cover);
    return good;
}

/* Fills in what the reader did not find. NULL is fine. */
static struct book *complete(struct book *book, const char *path,
                             const struct book_options *options)
{
    if (book == NULL)
        return NULL;
    book->metadata.title =
        chosen(book, options->title, book->metadata.title, name_of_file(book, path));
    book->metadata.author = chosen(book, options->author, book->metadata.author, "");
    book->metadata.language = chosen(book, options->language, book->metadata.language, "en");
    for (size_t i = 0; i < book->chapter_count; i++)
        if (book->chapters[i].title == NULL || book->chapters[i].title[0] == '\0')
            book->chapters[i].title = book->metadata.title;
    return book;
}

/* The first reader that matches. A text whose cues only the cast file makes known is a script file.
 */
static const struct reader *reader_of(struct view bytes, const struct book_options *options)
{
    size_t kind = 0;
    while (!readers[kind].matches(bytes))
        kind++;
    if (kind > READER_SCRIPT &&
        scriptfile_has_speaker(bytes, options->speakers, kind == READER_MARKDOWN))
        kind = READER_SCRIPT;
    return &readers[kind];
}

struct book *book_read(const char *path, const struct book_options *options, struct err *err)
{
    struct text bytes = {0};
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    if (!file_read(path, BOOK_MAX_BYTES, &bytes, err)) {
        other_formats_check_folder(path, err);
        return NULL;
    }
    struct book *book = reader_of(text_view(&bytes), options)->read(name, &bytes, options, err);
    text_release(&bytes);
    if (book != NULL && !find_cover(book, path, err)) {
        book_free(book);
        return NULL;
    }
    if (book == NULL && err->kind == ERR_INPUT && !view_starts(view_of(err->text), name))
        err_prefix(err, "%s", name);
    return complete(book, path, options);
}

struct book *book_from_script(const char *path, struct text *bytes,
                              const struct book_options *options, struct err *err)
{
    return complete(scriptfile_read(path, bytes, options, err), path, options);
}
