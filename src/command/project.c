/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/project.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/tty.h"
#include "book/book.h"
#include "book/credits/credits.h"
#include "book/read/read.h"
#include "command/chapter_choice.h"
#include "command/options.h"
#include "data/language.h"
#include "script/casting/castfile.h"
#include "script/casting/voice.h"
#include "script/lexicon/lexicon.h"
#include "script/script.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uscript.h>
#include <unistd.h>

#define CAST_ENDING    ".cast"
#define LEXICON_ENDING ".lexicon"
#define PLS_ENDING     ".pls"

const char *const project_endings_beside[] = {CAST_ENDING, LEXICON_ENDING, PLS_ENDING, NULL};

char *project_beside(const char *book_path, const char *ending)
{
    struct view stem = view_of(book_path);
    const char *slash = strrchr(stem.at, '/'), *dot = strrchr(stem.at, '.');
    if (dot != NULL && dot != stem.at && (slash == NULL || dot > slash + 1))
        stem.bytes = (size_t)(dot - stem.at);
    struct text path = {0};
    text_addf(&path, "%.*s%s", VIEW_ARGS(stem), ending);
    return path.at;
}

/* The file of --cast, else BOOK.cast next to the book if there is one; NULL: none. free() it. */
static char *find_cast(const struct project *project, const struct options *options,
                       const char *book_path)
{
    if (options->cast != NULL)
        return strcmp(options->cast, "none") == 0
                   ? NULL
                   : mem_copy_text(options->cast, strlen(options->cast));
    if (project->given != NULL || strcmp(book_path, "-") == 0)
        return NULL;
    char *path = project_beside(book_path, CAST_ENDING);
    if (access(path, F_OK) == 0 && !file_same(path, book_path))
        return path;
    free(path);
    return NULL;
}

static bool open_cast(struct project *project, const struct options *options, const char *book_path,
                      struct err *err)
{
    char *path = find_cast(project, options, book_path);
    if (path != NULL)
        project->cast = castfile_read(path, project->voices, err);
    bool good = path == NULL || project->cast != NULL;
    free(path);
    if (good)
        project->cast_names = castfile_names(project->cast);
    return good;
}

/* What the options and the book say. */
struct metadata project_metadata(const struct options *options, const struct book *book)
{
    struct metadata metadata = book->metadata;
    if (options->book.title != NULL)
        metadata.title_sort = NULL;
    if (options->book.author != NULL)
        metadata.author_sort = NULL;
    if (options->tag.series != NULL)
        metadata.series2 = metadata.series2_part = NULL;
    metadata_override(&metadata, &options->tag);
    return metadata;
}

static bool add_credits(struct book *book, const struct options *options, struct err *err)
{
    struct metadata metadata = project_metadata(options, book);
    return options->credits == NULL || credits_add(book, options->credits, &metadata, err);
}

static bool read_book(struct project *project, const struct options *options, const char *path,
                      struct err *err)
{
    struct book_options book = options->book;
    char language[LANGUAGE_TAG_BYTES];
    book.speakers = project->cast_names;
    if (book.language != NULL && language_canonical(book.language, language)[0] != '\0')
        book.language = language;
    struct text copy = {0};
    if (project->given != NULL)
        text_add_view(&copy, text_view(project->given));
    project->book = project->given != NULL ? book_from_script(path, &copy, &book, err)
                                           : book_read(path, &book, err);
    text_release(&copy);
    if (project->book == NULL || !add_credits(project->book, options, err))
        return false;
    if (project->book->bad_bytes > 0)
        tty_warn("%s: %zu bytes are not valid %s and are skipped", path, project->book->bad_bytes,
                 project->book->encoding);
    for (size_t i = 0; i < project->book->warning_count; i++)
        tty_warn("%s: %s", path, project->book->warnings[i]);
    return true;
}

/* Adds BOOK.lexicon (or another ending) for BOOK.txt, if there is one. */
static bool add_beside(struct lexicon *lexicon, const char *book_path, const char *ending,
                       struct err *err)
{
    char *path = project_beside(book_path, ending);
    bool good = access(path, F_OK) != 0 || lexicon_add_file(lexicon, path, err);
    free(path);
    return good;
}

static bool open_lexicon(struct project *project, const struct options *options, const char *path,
                         struct err *err)
{
    project->lexicon = lexicon_new(project->book->languages, project->book->metadata.language);
    for (size_t i = 0; i < options->lexicons.count; i++)
        if (!lexicon_add_file(project->lexicon, options->lexicons.items[i], err))
            return false;
    return project->given != NULL || strcmp(path, "-") == 0 ||
           (add_beside(project->lexicon, path, LEXICON_ENDING, err) &&
            add_beside(project->lexicon, path, PLS_ENDING, err));
}

static void warn_of_unread(const struct unread_letters *unread, const char *path)
{
    if (unread->count == 0)
        return;
    bool han = unread->script == USCRIPT_HAN;
    tty_warn("%s: eSpeak NG cannot read %zu of %zu letters (%zu %%), which are left out: %s%s",
             path, unread->count, unread->of, unread->count * 100 / unread->of,
             han ? "kanji, hanja" : uscript_getName((UScriptCode)unread->script),
             han ? "; a text in kana can be read, such as \"kakasi -iutf8 -outf8 -JH\" makes" : "");
}

bool project_open(struct project *project, const struct options *options, const char *book_path,
                  bool whole, struct err *err)
{
    struct script_options script = options->script;
    script.narrator_wpm = options->speech.narrator_wpm;
    script.begun = project->begun;
    script.context = project->context;
    project->voices = voices_load(err);
    if (project->voices == NULL ||
        (options_voices(options) != NULL &&
         !voices_add_folder(project->voices, options_voices(options), err)) ||
        !open_cast(project, options, book_path, err) ||
        !read_book(project, options, book_path, err) ||
        (project->is_read != NULL && !project->is_read(project->context, project->book, err)) ||
        !open_lexicon(project, options, book_path, err))
        return false;
    project->chosen = chapter_choice_make(options, project->book->chapter_count, err);
    if (project->chosen == NULL)
        return false;
    if (options->cast != NULL || project->book->script.cast == NULL)
        script.cast = project->cast;
    if (lexicon_count(project->lexicon) > 0)
        script.lexicon = project->lexicon;
    project->script = script_make(project->book, project->voices, &script, err);
    if (project->script != NULL)
        warn_of_unread(&project->script->unread, book_path);
    if (project->script != NULL && !whole)
        script_keep_chapters(project->script, project->chosen);
    return project->script != NULL;
}

/* An input file; the path may be NULL. */
struct input {
    const char *path, *what;
};

static bool is_not(struct input input, const char *target, struct err *err)
{
    if (input.path == NULL || !file_same(input.path, target))
        return true;
    return err_set(err, ERR_USAGE, "%s: is the %s; give another file name with -o", target,
                   input.what);
}

bool project_check_target(const struct options *options, const char *book_path, const char *target,
                          bool replaces_cast, struct err *err)
{
    if (target == NULL || strcmp(target, "-") == 0)
        return true;
    bool piped = strcmp(book_path, "-") == 0;
    char *cast = piped ? NULL : project_beside(book_path, CAST_ENDING);
    char *lexicon = piped ? NULL : project_beside(book_path, LEXICON_ENDING);
    char *pls = piped ? NULL : project_beside(book_path, PLS_ENDING);
    const struct input inputs[] = {
        {piped ? "/proc/self/fd/0" : book_path, "book itself"},
        {options->cover, "cover"},
        {options->speech.chime, "chime"},
        {options->speech.intro, "intro"},
        {options->speech.outro, "outro"},
        {lexicon, "lexicon of the book"},
        {pls, "lexicon of the book"},
        {replaces_cast ? NULL : options->cast, "cast"},
        {replaces_cast ? NULL : cast, "cast of the book"},
    };
    bool good = true;
    for (size_t i = 0; good && i < sizeof inputs / sizeof inputs[0]; i++)
        good = is_not(inputs[i], target, err);
    for (size_t i = 0; good && i < options->lexicons.count; i++)
        good = is_not((struct input){options->lexicons.items[i], "lexicon"}, target, err);
    free(cast);
    free(lexicon);
    free(pls);
    return good;
}

void project_close(struct project *project)
{
    script_free(project->script);
    voices_free(project->voices);
    lexicon_free(project->lexicon);
    book_free(project->book);
    free(project->chosen);
    free(project->cast_names);
    castfile_free(project->cast);
    *project = (struct project){0};
}

void project_report_lexicon(const struct project *project)
{
    for (size_t i = 0; i < lexicon_count(project->lexicon); i++) {
        const struct lexicon_entry *entry = lexicon_at(project->lexicon, i);
        if (entry->problem != NULL)
            tty_warn("%s:%d: \"%s\": %s", entry->file, entry->line, entry->written, entry->problem);
        tty_verbose("%s:%d: \"%s\" used %zu time%s", entry->file, entry->line, entry->written,
                    entry->hits, entry->hits == 1 ? "" : "s");
    }
}
