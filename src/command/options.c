/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/options.h"

#include "audio/room_tone.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/str.h"
#include "cache/cache.h"
#include "command/command.h"
#include "command/options_value.h"
#include "command/profile.h"
#include "picture/picture.h"
#include "settings/settings.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define FIELD(name) offsetof(struct options, name)

static const struct option_row rows[] = {
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "Output"},
    {OPTION_FILE, 'o', "output", "FILE", FIELD(output), 0, 0,
     "write to FILE, as .mp3, .wav, .flac or .ogg (Opus) by its name; the default is BOOK.mp3 next "
     "to the book; - is standard output, for a player; with cast and script, the file for their "
     "text; for several books, a folder"},
    {OPTION_FILE, 0, "output-dir", "DIR", FIELD(output_dir), 0, 0,
     "write to files in DIR, one for each book; -o DIR/ means the same"},
    {OPTION_NAME, 0, "name", "TEMPLATE", FIELD(name), 0, 0,
     "names of the files in DIR, such as \"{author}/{title}\" (default \"{folder}/{stem}\"; the "
     "man "
     "page lists all fields)"},
    {OPTION_SPLIT, 0, "split", "HOW", FIELD(split), 0, 0,
     "write several files into a folder: one for each of the chapters or parts, or files of at "
     "most about hours=N, minutes=N or size=N (700M); chapters,minutes=N cuts longer chapters; "
     "with "
     "a playlist and a cue sheet"},
    {OPTION_CHAPTER_FILES, 0, "write-chapters", "FORMAT,...", FIELD(chapter_files), 0, 0,
     "also write the chapters to a file beside the result: cue, json (Podcasting 2.0), ffmetadata "
     "(for ffmpeg), txt or m3u8"},
    {OPTION_NAME, 0, "profile", "NAME", FIELD(profile), 0, 0,
     "settings for a purpose: acx, librivox, small, phone, or a section of your own config; "
     "options "
     "beside it have the last word"},
    {OPTION_FLAG, 0, "no-config", NULL, FIELD(no_config), 0, 0,
     "read neither your own config nor a lectern.conf beside the books (the command config shows "
     "both)"},
    {OPTION_INTEGER, 0, "bitrate", "KBPS", FIELD(speech.bitrate_kbps), 56, 320,
     "constant bit rate of the MP3 (default 64)"},
    {OPTION_RATE, 0, "sample-rate", "HZ", FIELD(speech.rate_hz), 0, 0,
     "22050 (the synthesiser's own rate and the default), 44100 for old car radios, 48000 for "
     "Opus"},
    {OPTION_INTEGER, 0, "quality", "0-9", FIELD(speech.quality), 0, 9,
     "effort of the encoder LAME: 0 is the most, 9 the least (default 5; see the man page)"},
    {OPTION_FILE, 0, "chime", "FILE", FIELD(speech.chime), 0, 0,
     "play a sound file at the start of each chapter, such as assets/chime.flac"},
    {OPTION_REAL, 0, "chime-gain", "DB", FIELD(speech.chime_gain_db), -40, 9,
     "make the chime louder or softer"},
    {OPTION_FILE, 0, "intro", "FILE", FIELD(speech.intro), 0, 0,
     "play music before the book: at most 30 seconds of a sound file, as loud as the book, faded "
     "out"},
    {OPTION_FILE, 0, "outro", "FILE", FIELD(speech.outro), 0, 0, "the same after the book"},
    {OPTION_REAL, 0, "room-tone", "DB", FIELD(speech.room_tone_db), ROOM_TONE_LEAST_DB,
     ROOM_TONE_MOST_DB,
     "put the noise of a quiet room under everything, this loud (such as -66), instead of digital "
     "silence"},
    {OPTION_INTEGER, 0, "lead-in", "MS", FIELD(speech.lead_in_ms), 200, 10000,
     "silence from the start of a chapter to its first sound (default 500)"},
    {OPTION_INTEGER, 0, "lead-out", "MS", FIELD(speech.lead_out_ms), 200, 30000,
     "silence at the end of each chapter and file at least; by default the pause between chapters "
     "and 1500 at the end"},
    {OPTION_FLAG, 0, "nest-chapters", NULL, FIELD(nest_chapters), 0, 0,
     "list the chapters in the MP3 as a tree of parts, where there are parts; some players then "
     "show none"},
    {OPTION_FLAG, 0, "number-titles", NULL, FIELD(number_titles), 0, 0,
     "with --split, begin the title of each file with its number"},
    {OPTION_FLAG, 'n', "dry-run", NULL, FIELD(dry_run), 0, 0,
     "speak nothing; list the chapters, the speakers, what is skipped and the estimated length; "
     "for several books, what would be written where"},
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "Several books"},
    {OPTION_FLAG, 'R', "recursive", NULL, FIELD(recursive), 0, 0,
     "a BOOK that is a folder means all books in it and in the folders inside"},
    {OPTION_FILE, 0, "files-from", "FILE", FIELD(files_from), 0, 0,
     "also the books that FILE names, one in each line; - is standard input"},
    {OPTION_FLAG, '0', "null", NULL, FIELD(nul_separated), 0, 0,
     "the names in that FILE end with a NUL, as find -print0 writes them"},
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "Speech"},
    {OPTION_NAME, 0, "voice", "NAME", FIELD(script.narrator), 0, 0,
     "voice of the narrator, a file voices/NAME.voice"},
    {OPTION_FILE, 0, "cast", "FILE", FIELD(cast), 0, 0,
     "file that says who speaks with which voice, as printed by lectern cast (default BOOK.cast "
     "next to the book, if it exists; \"none\" for no file)"},
    {OPTION_NAME, 0, "say", "TEXT", FIELD(say), 0, 0,
     "with the command voices: every voice says its name and TEXT, in a chapter of its own, in the "
     "file of -o"},
    {OPTION_FLAG, 0, "single-voice", NULL, FIELD(script.single_voice), 0, 0,
     "the narrator reads everything"},
    {OPTION_FLAG, 0, "one-language", NULL, FIELD(script.one_language), 0, 0,
     "read phrases marked as foreign like the rest, not with the sounds of their own language"},
    {OPTION_INTEGER, 0, "margin", "0-100", FIELD(script.margin), 0, 100,
     "how certain a speaker must be before a line is read in the speaker's voice"},
    {OPTION_INTEGER, 'r', "rate", "WPM", FIELD(speech.narrator_wpm), 80, 450,
     "words per minute of the narrator; all other voices change in proportion"},
    {OPTION_REAL, 0, "loudness", "LUFS", FIELD(speech.loudness_lufs), -40, -12,
     "loudness of the book, measured as in ITU-R BS.1770 (default -18)"},
    {OPTION_REAL, 0, "gain", "DB", FIELD(speech.gain_db), -30, 20,
     "make everything louder or softer than that"},
    {OPTION_INTEGER, 0, "pauses", "PERCENT", FIELD(script.pause_percent), 0, 1000,
     "make all pauses shorter or longer (default 100); they already follow --rate"},
    {OPTION_PAUSE, 0, "pause", "REASON=MS,...", FIELD(script.pause_ms), 0, 60000,
     "length of a pause, by its reason: quote, comma, clause, sentence, item, line, stanza, "
     "paragraph, heading, break or chapter"},
    {OPTION_FILES, 'l', "lexicon", "FILE", FIELD(lexicons), 0, 0,
     "how words are pronounced: lines \"written = spoken\", or a W3C PLS file; may be given "
     "several times"},
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "Content"},
    {OPTION_NAME, 'c', "chapters", "LIST", FIELD(chapters), 0, 0,
     "only these chapters, by the numbers that lectern chapters prints: 3-5,9"},
    {OPTION_NAME, 0, "from", "N", FIELD(from), 0, 0, "begin with chapter N"},
    {OPTION_NAME, 0, "to", "N", FIELD(to), 0, 0, "end with chapter N"},
    {OPTION_READ, 0, "read", "REASON,...", FIELD(book.read_reasons), 0, 0,
     "read what is skipped by default, for the reasons that --dry-run lists; \"all\" reads "
     "everything"},
    {OPTION_NOTES, 0, "notes", "WHERE", FIELD(book), 0, 0,
     "where footnotes are read: skip (not at all, the default), here (where they stand in the "
     "book), reference (after the paragraph that refers to them) or chapter (at the end of the "
     "chapter)"},
    {OPTION_FLAG, 0, "image-texts", NULL, FIELD(book.image_texts), 0, 0,
     "read the texts that describe pictures"},
    {OPTION_NAME, 0, "credits", "STYLE", FIELD(credits), 0, 0,
     "also say title, author and narrator: book (before and after it) or librivox (in each "
     "chapter)"},
    {OPTION_LANGUAGE, 0, "language", "CODE", FIELD(book.language), 0, 0,
     "language of the book, such as en-GB or fr, when it is detected wrongly"},
    {OPTION_NAME, 0, "title", "TEXT", FIELD(book.title), 0, 0,
     "title, instead of the one found in the book"},
    {OPTION_TEXT, 0, "author", "TEXT", FIELD(book.author), 0, 0,
     "author, instead of the one found in the book"},
    {OPTION_TEXT, 0, "subtitle", "TEXT", FIELD(tag.subtitle), 0, 0, "subtitle, for the metadata"},
    {OPTION_TEXT, 0, "translator", "TEXT", FIELD(tag.translator), 0, 0,
     "translator, for the metadata"},
    {OPTION_TEXT, 0, "narrator", "TEXT", FIELD(tag.narrator), 0, 0,
     "narrator, for the metadata, instead of the name of the voice"},
    {OPTION_TEXT, 0, "series", "TEXT", FIELD(tag.series), 0, 0,
     "series that the book belongs to, for the metadata"},
    {OPTION_TEXT, 0, "series-part", "TEXT", FIELD(tag.series_part), 0, 0,
     "number of the book in the series, for the metadata"},
    {OPTION_FILE, 0, "cover", "FILE", FIELD(cover), 0, 0,
     "cover picture, JPEG, PNG or SVG, instead of the book's own; \"none\" for no cover"},
    {OPTION_FLAG, 0, "make-cover", NULL, FIELD(make_cover), 0, 0,
     "draw a plain cover with title and author for a book that has none"},
    {OPTION_INTEGER, 0, "cover-size", "PIXELS", FIELD(cover_side), 0, 10000,
     "longer side of the cover at most (default 1400); larger and unusual pictures become a JPEG "
     "that every player shows; 0 leaves them as they are"},
    {OPTION_YEAR, 0, "year", "YYYY", FIELD(tag.date), 0, 0,
     "year of the recording, for the metadata"},
    {OPTION_TEXT, 0, "publisher", "TEXT", FIELD(tag.publisher), 0, 0,
     "publisher, for the metadata"},
    {OPTION_TEXT, 0, "comment", "TEXT", FIELD(tag.description), 0, 0,
     "description, for the metadata"},
    {OPTION_NAME, 0, "genre", "TEXT", FIELD(tag.genre), 0, 0,
     "genre, for the metadata (default Audiobook)"},
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "With the command info"},
    {OPTION_FLAG, 0, "json", NULL, FIELD(json), 0, 0, "print JSON Lines"},
    {OPTION_FLAG, 0, "measure", NULL, FIELD(measure), 0, 0,
     "decode the sound, and say how loud it is"},
    {OPTION_FILE, 0, "picture", "FILE", FIELD(picture), 0, 0,
     "draw the course of the sound, a row for each chapter, as .svg or .png"},
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "Operation"},
    {OPTION_INTEGER, 'j', "jobs", "N", FIELD(speech.jobs), 1, 256,
     "number of workers (default: one per processor); the output is identical for any number"},
    {OPTION_FLAG, 'f', "force", NULL, FIELD(force), 0, 0,
     "render although the file is up to date, and replace a file that lectern did not make"},
    {OPTION_FILE, 0, "cache", "DIR", FIELD(cache_folder), 0, 0,
     "folder where finished speech is kept for the next time (default $XDG_CACHE_HOME/lectern, "
     "else ~/.cache/lectern); it may be deleted at any moment"},
    {OPTION_INTEGER, 0, "cache-limit", "MIB", FIELD(cache_limit_mib), 0, 1 << 30,
     "size of that folder (default 4096; 0 for no limit); what was not used for longest goes "
     "first"},
    {OPTION_FLAG, 0, "no-cache", NULL, FIELD(no_cache), 0, 0, "keep nothing and look for nothing"},
    {OPTION_SHARE, 0, "share", "I/N", FIELD(speech), 0, 0,
     "speak only part I of N into the cache and write no file: for N machines that see the same "
     "folder of --cache; then lectern BOOK joins the parts"},
    {OPTION_FLAG, 'k', "keep-going", NULL, FIELD(speech.keep_going), 0, 0,
     "put a short pause in place of a sentence that cannot be spoken, and end with exit status 6"},
    {OPTION_PROGRESS, 0, "progress", "HOW", FIELD(progress), 0, 0,
     "auto (a progress line on a terminal), lines (plain lines, for screen readers and logs) or "
     "none"},
    {OPTION_FLAG, 0, "no-sandbox", NULL, FIELD(no_sandbox), 0, 0,
     "do not give up network, other programs and files that are not needed; for systems where this "
     "causes trouble"},
    {OPTION_QUIET, 'q', "quiet", NULL, FIELD(verbosity), 0, 0, "print only warnings and errors"},
    {OPTION_VERBOSE, 'v', "verbose", NULL, FIELD(verbosity), 0, 0,
     "also print who speaks with which voice, and the processor time that was needed"},
    {OPTION_FLAG, 'h', "help", NULL, FIELD(help), 0, 0,
     "print a short help and exit; --help all lists every option, and COMMAND --help what that "
     "command "
     "takes"},
    {OPTION_FLAG, 'V', "version", NULL, FIELD(version), 0, 0, "print the version numbers and exit"},
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

/* A long option by its name or an unambiguous prefix. */
static const struct option_row *find_name(struct view name)
{
    const struct option_row *found = NULL;
    int matches = 0;
    for (int i = 0; i < ROW_COUNT; i++) {
        if (rows[i].name == NULL || name.bytes == 0 ||
            strncmp(rows[i].name, name.at, name.bytes) != 0)
            continue;
        if (rows[i].name[name.bytes] == '\0')
            return &rows[i];
        found = &rows[i];
        matches++;
    }
    return matches == 1 ? found : NULL;
}

/* Reports a name that is a prefix of several options, or of none. */
static bool no_such_option(struct view name, struct err *err)
{
    struct nearest nearest = {.wanted = name};
    struct text names = {0};
    for (int i = 0; i < ROW_COUNT; i++) {
        if (rows[i].name == NULL)
            continue;
        nearest_offer(&nearest, rows[i].name);
        if (name.bytes > 0 && strncmp(rows[i].name, name.at, name.bytes) == 0)
            text_addf(&names, "%s--%s", names.bytes > 0 ? ", " : "", rows[i].name);
    }
    const char *slip = nearest_slip(&nearest);
    if (names.bytes > 0)
        err_set(err, ERR_USAGE, "--%.*s is ambiguous: it may be %s; write more of it",
                VIEW_ARGS(name), names.at);
    else if (slip != NULL)
        err_set(err, ERR_USAGE,
                "there is no option --%.*s; did you mean --%s? (--help all lists them)",
                VIEW_ARGS(name), slip);
    else
        err_set(err, ERR_USAGE, "there is no option --%.*s; --help all lists them",
                VIEW_ARGS(name));
    text_release(&names);
    return false;
}

static const struct option_row *find_letter(char letter)
{
    for (int i = 0; i < ROW_COUNT; i++)
        if (rows[i].letter != 0 && rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

/* An option that was given; `argument` is NULL where it takes none. */
struct given_option {
    const struct option_row *row;
    const char *argument;
};

/* Reads the arguments: which is next, where the next word that is not an option goes, and what has
 * been given so far. */
struct argument_reader {
    char **arguments;
    int count, next, kept;
    struct given_option *given;
    size_t given_count, given_capacity;
};

static void note_given(struct argument_reader *reader, const struct option_row *row,
                       const char *argument)
{
    reader->given = mem_grow(reader->given, reader->given_count, &reader->given_capacity,
                             sizeof *reader->given);
    reader->given[reader->given_count++] = (struct given_option){row, argument};
}

static bool read_argument(struct argument_reader *reader, const struct option_row *row,
                          const char *attached, struct err *err)
{
    if (row->argument == NULL && attached != NULL)
        return err_set(err, ERR_USAGE, "--%s takes no argument", row->name);
    if (row->argument != NULL && attached == NULL) {
        if (reader->next >= reader->count)
            return err_set(err, ERR_USAGE, "--%s needs an argument: --%s %s", row->name, row->name,
                           row->argument);
        attached = reader->arguments[reader->next++];
    }
    note_given(reader, row, attached);
    return true;
}

static bool read_long(struct argument_reader *reader, const char *word, struct err *err)
{
    const char *equals = strchr(word, '=');
    size_t bytes = equals != NULL ? (size_t)(equals - word) : strlen(word);
    const struct option_row *row = find_name((struct view){word, bytes});
    if (row == NULL)
        return no_such_option((struct view){word, bytes}, err);
    return read_argument(reader, row, equals != NULL ? equals + 1 : NULL, err);
}

/* -q, -qk, -j2, -j 2 */
static bool read_letters(struct argument_reader *reader, const char *letters, struct err *err)
{
    for (; *letters != '\0'; letters++) {
        const struct option_row *row = find_letter(*letters);
        if (row == NULL)
            return err_set(err, ERR_USAGE, "there is no option -%c; --help all lists them",
                           *letters);
        if (row->argument != NULL)
            return read_argument(reader, row, letters[1] != '\0' ? letters + 1 : NULL, err);
        note_given(reader, row, NULL);
    }
    return true;
}

/* Reads all arguments without setting anything: the profile, which may come anywhere among them, is
 * to come first. */
static bool read_all(struct argument_reader *reader, struct err *err)
{
    bool ended = false, good = true;
    while (good && reader->next < reader->count) {
        char *word = reader->arguments[reader->next++];
        if (ended || word[0] != '-' || word[1] == '\0')
            reader->arguments[reader->kept++] = word;
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            good = read_long(reader, word + 2, err);
        else
            good = read_letters(reader, word + 1, err);
    }
    return good;
}

/* Not those that decide how the work is done and where the result goes; names are part of the
 * result when it has several files. */
static bool shapes_result(const struct option_row *row, const struct options *options)
{
    static const char *const others[] = {
        "output",   "dry-run",   "say",        "jobs",        "force",      "cache",
        "no-cache", "help",      "version",    "cache-limit", "keep-going", "output-dir",
        "name",     "recursive", "files-from", "null",        "no-sandbox", "json",
        "measure",  "picture",   "profile",    "no-config"};
    if (options->split.kind != SPLIT_NONE && strcmp(row->name, "name") == 0)
        return true;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(row->name, others[i]) == 0)
            return false;
    return true;
}

static bool is_named(const struct option_row *row, const char *name)
{
    return row->name != NULL && strcmp(row->name, name) == 0;
}

static bool set_and_note(struct options *options, const struct option_row *row,
                         const struct option_note *note, struct err *err)
{
    if (!option_set(row, note->value, options, err))
        return false;
    options->notes = mem_grow(options->notes, options->note_count, &options->note_capacity,
                              sizeof *options->notes);
    options->notes[options->note_count++] = *note;
    return true;
}

static bool set_given(const struct argument_reader *reader, struct options *options,
                      struct err *err)
{
    bool good = true;
    for (size_t i = 0; good && i < reader->given_count; i++) {
        const struct given_option *given = &reader->given[i];
        struct option_note note = {.name = given->row->name,
                                   .value = given->argument,
                                   .adds = given->row->type == OPTION_FILES};
        good = set_and_note(options, given->row, &note, err);
    }
    return good;
}

/* The first word that is neither a command nor missing, to look for settings beside it. */
static const char *first_book(const struct argument_reader *reader)
{
#define NAME_ROW(name, arguments, only_prints, help) #name,
    static const char *const commands[] = {COMMANDS(NAME_ROW)};
    for (size_t i = 0; reader->kept > 0 && i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(reader->arguments[0], commands[i]) == 0)
            return reader->kept > 1 ? reader->arguments[1] : NULL;
    return reader->kept > 0 ? reader->arguments[0] : NULL;
}

static bool was_given(const struct argument_reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->given_count; i++)
        if (is_named(reader->given[i].row, name))
            return true;
    return false;
}

/* What always holds, then the profiles, so that every option beside them has the last word. */
static bool apply_settings(const struct argument_reader *reader, struct options *options,
                           struct err *err)
{
    bool own = !was_given(reader, "no-config");
    if (was_given(reader, "help") || was_given(reader, "version"))
        return true;
    options->settings = settings_read(first_book(reader), own, was_given(reader, "profile"), err);
    bool good = options->settings != NULL && profile_apply("", options, err);
    for (size_t i = 0; good && i < reader->given_count; i++)
        if (is_named(reader->given[i].row, "profile"))
            good = profile_apply(reader->given[i].argument, options, err);
    return good;
}

bool options_parse(char **arguments, int *count, struct options *options, struct err *err)
{
    struct argument_reader reader = {.arguments = arguments, .count = *count};
    *options = (struct options){.script = script_defaults, .speech = speech_defaults};
    options->speech.jobs = 0;
    options->cover_side = PICTURE_SIDE;
    options->cache_limit_mib = (int)(CACHE_LIMIT_BYTES >> 20);
    bool good = read_all(&reader, err) && apply_settings(&reader, options, err) &&
                set_given(&reader, options, err);
    *count = reader.kept;
    free(reader.given);
    return good;
}

const char *options_voices(const struct options *options)
{
    return options->settings != NULL ? options->settings->voices : NULL;
}

void options_release(struct options *options)
{
    settings_free(options->settings);
    free(options->notes);
    options->settings = NULL;
    options->notes = NULL;
    options->note_count = options->note_capacity = 0;
}

/* "no" takes a flag back; anything else is "yes" or nothing. */
static bool set_flag(struct options *options, const struct option_row *row,
                     const struct option_note *note, struct err *err)
{
    bool no = row->type == OPTION_FLAG && strcmp(note->value, "no") == 0;
    if (!no && note->value[0] != '\0' && strcmp(note->value, "yes") != 0)
        return err_set(err, ERR_USAGE, "%s takes yes or no, not \"%s\"", row->name, note->value);
    struct option_note plain = *note;
    plain.value = no ? "no" : NULL;
    if (!set_and_note(options, row, &plain, err))
        return false;
    if (no)
        *(bool *)((char *)options + row->field) = false;
    return true;
}

bool options_set_from(struct options *options, const char *name, const char *value,
                      enum settings_origin origin, int line, struct err *err)
{
    const struct option_row *row = find_name(view_of(name));
    if (row == NULL || strcmp(row->name, name) != 0)
        return no_such_option(view_of(name), err);
    if (is_named(row, "profile") || is_named(row, "no-config") || is_named(row, "help") ||
        is_named(row, "version"))
        return err_set(err, ERR_USAGE, "%s belongs on the command line", name);
    if (origin == SETTINGS_BOOKS && !shapes_result(row, options))
        return err_set(
            err, ERR_USAGE,
            "%s is for the command line or your own config: a file that came with a book "
            "decides neither where files go nor what is replaced",
            name);
    struct option_note note = {name, value, origin, line, row->type == OPTION_FILES};
    if (row->argument == NULL)
        return set_flag(options, row, &note, err);
    if (row->type == OPTION_FILE || row->type == OPTION_FILES)
        note.value = settings_path(options->settings, origin, value, err);
    return note.value != NULL && set_and_note(options, row, &note, err);
}

bool options_add_to_key(const struct options *options, struct hasher *hasher, struct err *err)
{
    for (int i = 0; i < ROW_COUNT; i++)
        if (rows[i].name != NULL && shapes_result(&rows[i], options) &&
            !option_add_to_key(&rows[i], options, hasher, err))
            return false;
    return true;
}

bool options_describe(size_t index, struct option_text *text)
{
    if (index >= ROW_COUNT)
        return false;
    const struct option_row *row = &rows[index];
    *text = (struct option_text){row->letter, row->name, row->argument, row->help,
                                 row->type == OPTION_FILE || row->type == OPTION_FILES};
    return true;
}
