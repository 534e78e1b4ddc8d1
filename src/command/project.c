#include "command/project.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/tty.h"
#include "book/book.h"
#include "book/read/read.h"
#include "command/chapter_choice.h"
#include "command/options.h"
#include "script/casting/castfile.h"
#include "script/casting/voice.h"
#include "script/lexicon/lexicon.h"
#include "script/script.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *reading_beside(const char *book_path, const char *ending)
{
    struct view stem = view_of(book_path);
    const char *slash = strrchr(stem.at, '/'), *dot = strrchr(stem.at, '.');
    if (dot != NULL && dot != stem.at && (slash == NULL || dot > slash + 1))
        stem.bytes = (size_t)(dot - stem.at);
    struct text path = {0};
    text_addf(&path, "%.*s%s", VIEW_ARGS(stem), ending);
    return path.at;
}

/* The file of --cast, else BOOK.cast beside the book when it is there; NULL: none. free() it. */
static char *find_cast(const struct reading *reading, const struct options *options,
                       const char *book_path)
{
    if (options->cast != NULL)
        return strcmp(options->cast, "none") == 0
                   ? NULL
                   : mem_copy_text(options->cast, strlen(options->cast));
    if (reading->given != NULL || strcmp(book_path, "-") == 0)
        return NULL;
    char *path = reading_beside(book_path, ".cast");
    if (access(path, F_OK) == 0 && !file_same(path, book_path))
        return path;
    free(path);
    return NULL;
}

static bool open_cast(struct reading *reading, const struct options *options, const char *book_path,
                      struct err *err)
{
    char *path = find_cast(reading, options, book_path);
    if (path != NULL)
        reading->cast = castfile_read(path, reading->voices, err);
    bool good = path == NULL || reading->cast != NULL;
    free(path);
    if (good)
        reading->cast_names = castfile_names(reading->cast);
    return good;
}

static bool read_book(struct reading *reading, const struct options *options, const char *path,
                      struct err *err)
{
    struct book_options book = options->book;
    book.speakers = reading->cast_names;
    struct text copy = {0};
    if (reading->given != NULL)
        text_add_view(&copy, text_view(reading->given));
    reading->book = reading->given != NULL ? book_from_script(path, &copy, &book, err)
                                           : book_read(path, &book, err);
    text_release(&copy);
    if (reading->book == NULL)
        return false;
    if (reading->book->bad_bytes > 0)
        tty_warn("%s: %zu bytes are no text in %s and are left out", path, reading->book->bad_bytes,
                 reading->book->encoding);
    for (size_t i = 0; i < reading->book->warning_count; i++)
        tty_warn("%s: %s", path, reading->book->warnings[i]);
    return true;
}

/* BOOK.lexicon for BOOK.txt, when it is there. */
static bool add_beside(struct lexicon *lexicon, const char *book_path, const char *ending,
                       struct err *err)
{
    char *path = reading_beside(book_path, ending);
    bool good = access(path, F_OK) != 0 || lexicon_add_file(lexicon, path, err);
    free(path);
    return good;
}

static bool open_lexicon(struct reading *reading, const struct options *options, const char *path,
                         struct err *err)
{
    reading->lexicon = lexicon_new(reading->book->language);
    for (size_t i = 0; i < options->lexicons.count; i++)
        if (!lexicon_add_file(reading->lexicon, options->lexicons.items[i], err))
            return false;
    return reading->given != NULL || strcmp(path, "-") == 0 ||
           (add_beside(reading->lexicon, path, ".lexicon", err) &&
            add_beside(reading->lexicon, path, ".pls", err));
}

bool reading_open(struct reading *reading, const struct options *options, const char *book_path,
                  bool whole, struct err *err)
{
    struct script_options script = options->script;
    script.narrator_wpm = options->speech.narrator_wpm;
    reading->voices = voices_load(err);
    if (reading->voices == NULL || !open_cast(reading, options, book_path, err) ||
        !read_book(reading, options, book_path, err) ||
        !open_lexicon(reading, options, book_path, err))
        return false;
    reading->chosen = choice_make(options, reading->book->chapter_count, err);
    if (reading->chosen == NULL)
        return false;
    if (options->cast != NULL || reading->book->script.cast == NULL)
        script.cast = reading->cast;
    if (lexicon_count(reading->lexicon) > 0)
        script.lexicon = reading->lexicon;
    reading->script = script_make(reading->book, reading->voices, &script, err);
    if (reading->script != NULL && !whole)
        script_keep_chapters(reading->script, reading->chosen);
    return reading->script != NULL;
}

void reading_close(struct reading *reading)
{
    script_free(reading->script);
    voices_free(reading->voices);
    lexicon_free(reading->lexicon);
    book_free(reading->book);
    free(reading->chosen);
    free(reading->cast_names);
    castfile_free(reading->cast);
    *reading = (struct reading){0};
}

void reading_report_lexicon(const struct reading *reading)
{
    for (size_t i = 0; i < lexicon_count(reading->lexicon); i++) {
        const struct lexicon_entry *entry = lexicon_at(reading->lexicon, i);
        if (entry->problem != NULL)
            tty_warn("%s:%d: \"%s\": %s", entry->file, entry->line, entry->written, entry->problem);
        tty_verbose("%s:%d: \"%s\" used %zu time%s", entry->file, entry->line, entry->written,
                    entry->hits, entry->hits == 1 ? "" : "s");
    }
}
