#include "command/options.h"

#include "base/nearest.h"
#include "command/options_value.h"

#include <stddef.h>
#include <string.h>

#define FIELD(name) offsetof(struct options, name)

static const struct option_row rows[] = {
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "What comes out"},
    {OPTION_FILE, 'o', "output", "FILE", FIELD(output), 0, 0,
     "write FILE: .mp3, .wav, .flac or .ogg (Opus) by its name; without it BOOK.mp3 beside the "
     "book; with cast and script, FILE for their text"},
    {OPTION_INTEGER, 0, "bitrate", "KBPS", FIELD(speech.bitrate_kbps), 56, 320,
     "constant bit rate of the MP3 (default 64)"},
    {OPTION_RATE, 0, "sample-rate", "HZ", FIELD(speech.rate_hz), 0, 0,
     "22050 (the synthesiser's own, default), 44100 for old car radios, 48000 for Opus"},
    {OPTION_INTEGER, 0, "quality", "0-9", FIELD(speech.quality), 0, 9,
     "LAME's effort, 0 the most (default 5; see README for what is heard of it)"},
    {OPTION_FILE, 0, "chime", "FILE", FIELD(speech.chime), 0, 0,
     "play a sound file at each chapter's start (assets/chime.flac is one)"},
    {OPTION_REAL, 0, "chime-gain", "DB", FIELD(speech.chime_gain_db), -40, 9,
     "make the chime louder or softer"},
    {OPTION_FLAG, 'n', "dry-run", NULL, FIELD(dry_run), 0, 0,
     "speak nothing: list chapters, speakers, what is skipped, and the estimated length"},
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "How it is read"},
    {OPTION_NAME, 0, "voice", "NAME", FIELD(script.narrator), 0, 0,
     "voice of the narrator (a file voices/NAME.voice)"},
    {OPTION_FILE, 0, "cast", "FILE", FIELD(cast), 0, 0,
     "who speaks with which voice (default BOOK.cast beside the book, \"none\" for none); see "
     "lectern cast"},
    {OPTION_NAME, 0, "say", "TEXT", FIELD(say), 0, 0,
     "lectern voices: every voice says its name and TEXT, a chapter each, into the file of -o"},
    {OPTION_FLAG, 0, "single-voice", NULL, FIELD(script.single_voice), 0, 0,
     "the narrator reads everything"},
    {OPTION_FLAG, 0, "one-language", NULL, FIELD(script.one_language), 0, 0,
     "read phrases marked as foreign like the rest, not with their own language's sounds"},
    {OPTION_INTEGER, 0, "margin", "0-100", FIELD(script.margin), 0, 100,
     "how sure a speaker must be before a line gets a voice of its own"},
    {OPTION_INTEGER, 'r', "rate", "WPM", FIELD(speech.narrator_wpm), 80, 450,
     "words a minute of the narrator; all voices keep their proportion"},
    {OPTION_REAL, 0, "gain", "DB", FIELD(speech.gain_db), -30, 20,
     "loudness over the voices' -20 LUFS (default 1)"},
    {OPTION_INTEGER, 0, "pauses", "PERCENT", FIELD(script.pause_percent), 0, 1000,
     "all pauses shorter or longer (default 100); with --rate they keep their proportion anyway"},
    {OPTION_PAUSE, 0, "pause", "REASON=MS,...", FIELD(script.pause_ms), 0, 60000,
     "length of a pause: quote comma clause sentence item line stanza paragraph heading break "
     "chapter"},
    {OPTION_FILES, 'l', "lexicon", "FILE", FIELD(lexicons), 0, 0,
     "how words are said: lines \"written = spoken\", or a W3C PLS file; may be given again"},
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "What is read"},
    {OPTION_NAME, 'c', "chapters", "LIST", FIELD(chapters), 0, 0,
     "only these chapters, by the numbers that `lectern chapters` prints: 3-5,9"},
    {OPTION_NAME, 0, "from", "N", FIELD(from), 0, 0, "begin at chapter N"},
    {OPTION_NAME, 0, "to", "N", FIELD(to), 0, 0, "end with chapter N"},
    {OPTION_READ, 0, "read", "REASON,...", FIELD(book.read_reasons), 0, 0,
     "read what is skipped otherwise, by the reasons that --dry-run lists; \"all\" for everything"},
    {OPTION_NOTES, 0, "notes", "WHERE", FIELD(book), 0, 0,
     "footnotes: skip (default), here (where they stand), reference (after the paragraph that "
     "refers to them) or chapter (at its end)"},
    {OPTION_FLAG, 0, "image-texts", NULL, FIELD(book.image_texts), 0, 0,
     "read the texts that describe pictures"},
    {OPTION_LANGUAGE, 0, "language", "CODE", FIELD(book.language), 0, 0,
     "language of the book, such as en-GB or fr, if it is not found rightly"},
    {OPTION_NAME, 0, "title", "TEXT", FIELD(book.title), 0, 0, "title, instead of the one found"},
    {OPTION_TEXT, 0, "author", "TEXT", FIELD(book.author), 0, 0, "author, likewise"},
    {OPTION_TEXT, 0, "subtitle", "TEXT", FIELD(subtitle), 0, 0, "subtitle of the tag"},
    {OPTION_TEXT, 0, "translator", "TEXT", FIELD(translator), 0, 0, "translator of the tag"},
    {OPTION_TEXT, 0, "narrator", "TEXT", FIELD(narrator), 0, 0,
     "narrator of the tag, instead of the voice's name"},
    {OPTION_TEXT, 0, "series", "TEXT", FIELD(series), 0, 0, "series that the book belongs to"},
    {OPTION_TEXT, 0, "series-part", "TEXT", FIELD(series_part), 0, 0, "its number in the series"},
    {OPTION_FILE, 0, "cover", "FILE", FIELD(cover), 0, 0,
     "cover picture, JPEG or PNG, instead of the book's own; \"none\" for none"},
    {OPTION_YEAR, 0, "year", "YYYY", FIELD(year), 0, 0, "year of the recording's tag"},
    {OPTION_TEXT, 0, "publisher", "TEXT", FIELD(publisher), 0, 0, "publisher of the tag"},
    {OPTION_TEXT, 0, "comment", "TEXT", FIELD(comment), 0, 0, "description of the tag"},
    {OPTION_NAME, 0, "genre", "TEXT", FIELD(genre), 0, 0, "genre of the tag (default Audiobook)"},
    {OPTION_TITLE, 0, NULL, NULL, 0, 0, 0, "The work itself"},
    {OPTION_INTEGER, 'j', "jobs", "N", FIELD(speech.jobs), 1, 256,
     "workers at once (default: one per processor); the result is the same bytes for any number"},
    {OPTION_FLAG, 'k', "keep-going", NULL, FIELD(speech.keep_going), 0, 0,
     "leave a short pause for a sentence that cannot be spoken; exit status 6 tells of it"},
    {OPTION_PROGRESS, 0, "progress", "HOW", FIELD(progress), 0, 0,
     "auto (a line on a terminal), lines (plain lines for screen readers and logs) or none"},
    {OPTION_QUIET, 'q', "quiet", NULL, FIELD(verbosity), 0, 0, "warnings and errors only"},
    {OPTION_VERBOSE, 'v', "verbose", NULL, FIELD(verbosity), 0, 0,
     "also say who speaks with which voice"},
    {OPTION_FLAG, 'h', "help", NULL, FIELD(help), 0, 0, "print this and end"},
    {OPTION_FLAG, 'V', "version", NULL, FIELD(version), 0, 0, "print the versions and end"},
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

/* A long option by its name, or by the start of it that no other option shares. */
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

/* The start of several options, or of none. */
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
        err_set(err, ERR_USAGE, "there is no option --%.*s; did you mean --%s? (--help lists all)",
                VIEW_ARGS(name), slip);
    else
        err_set(err, ERR_USAGE, "there is no option --%.*s; --help lists them all",
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

/* The arguments as they are read: what is next, and where words that are no options go. */
struct argument_reader {
    char **arguments;
    int count, next, kept;
};

static bool apply_with(struct argument_reader *reader, const struct option_row *row,
                       const char *attached, struct options *options, struct err *err)
{
    if (row->argument == NULL && attached != NULL)
        return err_set(err, ERR_USAGE, "--%s takes no argument", row->name);
    if (row->argument != NULL && attached == NULL) {
        if (reader->next >= reader->count)
            return err_set(err, ERR_USAGE, "--%s needs an argument: --%s %s", row->name, row->name,
                           row->argument);
        attached = reader->arguments[reader->next++];
    }
    return option_set(row, attached, options, err);
}

static bool read_long(struct argument_reader *reader, const char *word, struct options *options,
                      struct err *err)
{
    const char *equals = strchr(word, '=');
    size_t bytes = equals != NULL ? (size_t)(equals - word) : strlen(word);
    const struct option_row *row = find_name((struct view){word, bytes});
    if (row == NULL)
        return no_such_option((struct view){word, bytes}, err);
    return apply_with(reader, row, equals != NULL ? equals + 1 : NULL, options, err);
}

/* -q, -qk, -j2, -j 2 */
static bool read_letters(struct argument_reader *reader, const char *letters,
                         struct options *options, struct err *err)
{
    for (; *letters != '\0'; letters++) {
        const struct option_row *row = find_letter(*letters);
        if (row == NULL)
            return err_set(err, ERR_USAGE, "there is no option -%c; --help lists them all",
                           *letters);
        if (row->argument != NULL)
            return apply_with(reader, row, letters[1] != '\0' ? letters + 1 : NULL, options, err);
        if (!option_set(row, NULL, options, err))
            return false;
    }
    return true;
}

bool options_parse(char **arguments, int *count, struct options *options, struct err *err)
{
    struct argument_reader reader = {.arguments = arguments, .count = *count};
    *options = (struct options){.script = script_defaults, .speech = speech_defaults};
    options->speech.jobs = 0;
    bool ended = false, good = true;
    while (good && reader.next < reader.count) {
        char *word = arguments[reader.next++];
        if (ended || word[0] != '-' || word[1] == '\0')
            arguments[reader.kept++] = word;
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            good = read_long(&reader, word + 2, options, err);
        else
            good = read_letters(&reader, word + 1, options, err);
    }
    *count = reader.kept;
    return good;
}

static void print_row(const struct option_row *row, FILE *out)
{
    char head[64];
    if (row->type == OPTION_TITLE) {
        fprintf(out, "\n%s:\n", row->help);
        return;
    }
    snprintf(head, sizeof head, "%c%c%c --%s%s%s", row->letter != 0 ? '-' : ' ',
             row->letter != 0 ? row->letter : ' ', row->letter != 0 ? ',' : ' ', row->name,
             row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
    fprintf(out, "  %s\n", head);
    fprintf(out, "        %s\n", row->help);
}

void options_print_help(FILE *out)
{
    fputs("lectern reads a book aloud into one MP3 with chapters.\n\n"
          "  lectern [OPTIONS] BOOK              write BOOK.mp3 beside the book\n"
          "  lectern chapters BOOK               list chapters: words, time, what is skipped\n"
          "  lectern words BOOK                  list names and words that are spelled out, with "
          "their sound\n"
          "  lectern cast BOOK                   print who speaks with which voice, to edit as "
          "BOOK.cast\n"
          "  lectern script BOOK                 print the whole book with voice tags, to edit and "
          "render\n"
          "  lectern voices                      list the voices; with --say \"TEXT\" -o FILE hear "
          "them\n"
          "  lectern segment BOOK                print chapters, sentences, utterances as JSON "
          "Lines\n"
          "  lectern text spoken|sentences       filter lines: as they are spoken, as sentences\n"
          "  BOOK may be - for standard input.\n",
          out);
    for (int i = 0; i < ROW_COUNT; i++)
        print_row(&rows[i], out);
    fputs("\nExit status: 0 done, 1 the system failed, 2 wrong use, 3 input cannot be read,\n"
          "4 output cannot be written, 5 voices or data are missing, 6 text could not be spoken.\n",
          out);
}
