/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/options_value.h"

#include "base/err.h"
#include "base/str.h"
#include "book/book.h"
#include "cache/key.h"
#include "data/language.h"
#include "script/script.h"
#include "sidecar/sidecar.h"

#include <math.h>
#include <string.h>

/* The whole text must be a number within the bounds. */
static bool parse_number(struct view text, const char *option, double least, double most,
                         bool whole, double *number, struct err *err)
{
    if (view_number(text, least, most, number) && (!whole || *number == floor(*number)))
        return true;
    return err_set(err, ERR_USAGE, "--%s takes a%s number from %g to %g, not \"%.*s\"", option,
                   whole ? " whole" : "", least, most, VIEW_ARGS(text));
}

static bool parse_rate(struct view text, int *rate_hz, struct err *err)
{
    static const int rates_hz[] = {22050, 44100, 48000};
    double number;
    if (view_number(text, 0, 1e6, &number))
        for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; i++)
            if (number == rates_hz[i]) {
                *rate_hz = rates_hz[i];
                return true;
            }
    return err_set(err, ERR_USAGE, "--sample-rate takes 22050, 44100 or 48000, not \"%.*s\"",
                   VIEW_ARGS(text));
}

/* Cuts the next item off a list with commas. */
static struct view cut_item(struct view *list)
{
    size_t comma = view_find(*list, ",", 0);
    struct view item = view_part(*list, 0, comma);
    *list = view_part(*list, comma + 1, list->bytes);
    return item;
}

static bool no_such_pause(struct view item, struct err *err)
{
    struct text names = {0};
    for (int i = PAUSE_NONE + 1; i < PAUSE_REASON_COUNT; i++)
        text_addf(&names, "%s%s", names.bytes > 0 ? ", " : "",
                  pause_reason_name((enum pause_reason)i));
    err_set(err, ERR_USAGE,
            "--pause has no reason \"%.*s\"; write, for example, --pause sentence=400 (the reasons "
            "are %s)",
            (int)view_find(item, "=", 0), item.at, names.at);
    text_release(&names);
    return false;
}

static bool parse_pauses(const struct option_row *row, struct view list, uint32_t *pause_ms,
                         struct err *err)
{
    do {
        struct view item = cut_item(&list);
        size_t sign = view_find(item, "=", 0);
        enum pause_reason reason = pause_reason_named(view_part(item, 0, sign));
        double ms;
        if (reason == PAUSE_NONE)
            return no_such_pause(item, err);
        if (sign == item.bytes)
            return err_set(err, ERR_USAGE, "--pause needs a length; write --pause %.*s=%u",
                           VIEW_ARGS(item), (unsigned)script_defaults.pause_ms[reason]);
        if (!parse_number(view_part(item, sign + 1, item.bytes), row->name, row->least, row->most,
                          true, &ms, err))
            return false;
        pause_ms[reason] = (uint32_t)ms;
    } while (list.bytes > 0);
    return true;
}

static bool no_such_reason(struct view item, struct err *err)
{
    struct text names = {0};
    for (int i = SKIP_NONE + 1; i < SKIP_REASON_COUNT; i++)
        text_addf(&names, "%s, ", skip_reason_name((enum skip_reason)i));
    err_set(err, ERR_USAGE, "--read has no reason \"%.*s\"; the reasons are %sand all",
            VIEW_ARGS(item), names.at);
    text_release(&names);
    return false;
}

static bool parse_reasons(struct view list, uint32_t *reasons, struct err *err)
{
    do {
        struct view item = cut_item(&list);
        char name[64] = "";
        if (item.bytes < sizeof name)
            memcpy(name, item.at, item.bytes);
        enum skip_reason reason = skip_reason_named(name);
        if (view_is(item, "all"))
            *reasons |= (1u << SKIP_REASON_COUNT) - 2;
        else if (reason == SKIP_NONE)
            return no_such_reason(item, err);
        *reasons |= reason != SKIP_NONE ? 1u << reason : 0;
    } while (list.bytes > 0);
    return true;
}

static bool parse_notes(struct view text, struct book_options *book, struct err *err)
{
    static const struct {
        const char *name;
        enum note_position position;
    } positions[] = {{"here", NOTES_IN_PLACE},
                     {"reference", NOTES_AT_REFERENCE},
                     {"chapter", NOTES_AT_CHAPTER_END}};
    book->read_reasons &= ~(1u << SKIP_FOOTNOTE);
    if (view_is(text, "skip"))
        return true;
    for (size_t i = 0; i < sizeof positions / sizeof positions[0]; i++)
        if (view_is(text, positions[i].name)) {
            book->read_reasons |= 1u << SKIP_FOOTNOTE;
            book->notes = positions[i].position;
            return true;
        }
    return err_set(err, ERR_USAGE, "--notes takes skip, here, reference or chapter, not \"%.*s\"",
                   VIEW_ARGS(text));
}

/* Chosen: more machines than anybody has. */
enum { SHARES_MOST = 100000 };

static bool parse_share(struct view text, struct speech_settings *speech, struct err *err)
{
    size_t slash = view_find(text, "/", 0);
    double share, count;
    if (!view_number(view_part(text, slash + 1, text.bytes), 1, SHARES_MOST, &count) ||
        !view_number(view_part(text, 0, slash), 1, count, &share) || share != floor(share) ||
        count != floor(count))
        return err_set(err, ERR_USAGE,
                       "--share takes a number and how many there are, such as 3/16, not \"%.*s\"",
                       VIEW_ARGS(text));
    speech->share = (size_t)share - 1;
    speech->share_count = (size_t)count;
    return true;
}

static bool parse_progress(struct view text, enum progress_choice *progress, struct err *err)
{
    static const char *const names[] = {"auto", "lines", "none"};
    for (int i = 0; i < 3; i++)
        if (view_is(text, names[i])) {
            *progress = (enum progress_choice)i;
            return true;
        }
    return err_set(err, ERR_USAGE, "--progress takes auto, lines or none, not \"%.*s\"",
                   VIEW_ARGS(text));
}

/* What goes into ID3 tags and JSON must be UTF-8; names of files need not be. */
static bool check_text(const struct option_row *row, struct view text, struct err *err)
{
    for (size_t at = 0; at < text.bytes;) {
        size_t before = at;
        if (rune_next(text, &at) == RUNE_BAD && at == before + 1)
            return err_set(err, ERR_USAGE, "--%s takes text in UTF-8; byte %zu of it is not valid",
                           row->name, before);
    }
    return true;
}

/* Two or more letters, then parts of letters and digits, separated by hyphens: en, pt-BR. A part is
 * at most 8 long (RFC 5646). */
static bool looks_like_language(struct view text)
{
    size_t part_bytes = 0;
    bool primary = true;
    for (size_t i = 0; i < text.bytes; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool digit = c >= '0' && c <= '9' && !primary;
        if (c == '-' && part_bytes >= (primary ? 2 : 1)) {
            primary = false;
            part_bytes = 0;
        } else if ((!letter && !digit) || ++part_bytes > 8) {
            return false;
        }
    }
    return part_bytes >= (primary ? 2 : 1);
}

static bool looks_like_year(struct view text)
{
    return text.bytes == 4 && strspn(text.at, "0123456789") == 4;
}

static bool check_string(const struct option_row *row, struct view text, struct err *err)
{
    if (text.bytes == 0 && row->type != OPTION_TEXT)
        return err_set(err, ERR_USAGE, "--%s must not be empty; write --%s %s", row->name,
                       row->name, row->argument);
    if (row->type == OPTION_YEAR && !looks_like_year(text))
        return err_set(err, ERR_USAGE, "--%s takes a year of four digits, such as 1998, not \"%s\"",
                       row->name, text.at);
    if (row->type == OPTION_LANGUAGE && !looks_like_language(text))
        return err_set(err, ERR_USAGE,
                       "--%s takes a code of letters such as en, en-GB or fr, not \"%s\"",
                       row->name, text.at);
    const char *code = row->type == OPTION_LANGUAGE ? language_of_name(text.at) : NULL;
    if (code != NULL)
        return err_set(err, ERR_USAGE, "--%s takes a code, not \"%s\"; did you mean %s?", row->name,
                       text.at, code);
    return row->type == OPTION_FILE || row->type == OPTION_FILES || check_text(row, text, err);
}

static bool add_to_list(const struct option_row *row, const char *argument,
                        struct option_list *list, struct err *err)
{
    if (list->count == OPTION_LIST_MOST)
        return err_set(err, ERR_USAGE, "--%s may be given at most %d times", row->name,
                       OPTION_LIST_MOST);
    list->items[list->count++] = argument;
    return true;
}

bool option_set(const struct option_row *row, const char *argument, struct options *options,
                struct err *err)
{
    void *field = (char *)options + row->field;
    struct view text = view_of(argument != NULL ? argument : "");
    double number = 0;
    switch (row->type) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return true;
    case OPTION_TEXT:
    case OPTION_NAME:
    case OPTION_FILE:
    case OPTION_YEAR:
    case OPTION_LANGUAGE:
        *(const char **)field = argument;
        return check_string(row, text, err);
    case OPTION_FILES:
        return check_string(row, text, err) && add_to_list(row, argument, field, err);
    case OPTION_RATE:
        return parse_rate(text, field, err);
    case OPTION_INTEGER:
        if (!parse_number(text, row->name, row->least, row->most, true, &number, err))
            return false;
        *(int *)field = (int)number;
        return true;
    case OPTION_REAL:
        return parse_number(text, row->name, row->least, row->most, false, field, err);
    case OPTION_PAUSE:
        return parse_pauses(row, text, field, err);
    case OPTION_READ:
        return parse_reasons(text, field, err);
    case OPTION_NOTES:
        return parse_notes(text, field, err);
    case OPTION_SPLIT:
        return split_parse(text, field, err);
    case OPTION_CHAPTER_FILES:
        return sidecar_parse(text, field, err);
    case OPTION_SHARE:
        return parse_share(text, field, err);
    case OPTION_PROGRESS:
        return parse_progress(text, field, err);
    case OPTION_QUIET:
    case OPTION_VERBOSE:
        *(int *)field = row->type == OPTION_QUIET ? -1 : 1;
        return true;
    case OPTION_TITLE:
        break;
    }
    return true;
}

static bool add_files(const struct option_list *list, struct hasher *hasher, struct err *err)
{
    for (size_t i = 0; i < list->count; i++) {
        hasher_add_string(hasher, list->items[i]);
        if (!hasher_add_file(hasher, list->items[i], err))
            return false;
    }
    return true;
}

bool option_add_to_key(const struct option_row *row, const struct options *options,
                       struct hasher *hasher, struct err *err)
{
    const void *field = (const char *)options + row->field;
    hasher_add_string(hasher, row->name);
    switch (row->type) {
    case OPTION_FLAG:
        hasher_add_number(hasher, *(const bool *)field);
        break;
    case OPTION_TEXT:
    case OPTION_NAME:
    case OPTION_YEAR:
    case OPTION_LANGUAGE:
        hasher_add_string(hasher, *(const char *const *)field);
        break;
    case OPTION_FILE: {
        const char *path = *(const char *const *)field;
        hasher_add_string(hasher, path);
        return path == NULL || hasher_add_file(hasher, path, err);
    }
    case OPTION_FILES:
        hasher_add_number(hasher, (int64_t)((const struct option_list *)field)->count);
        return add_files(field, hasher, err);
    case OPTION_RATE:
    case OPTION_INTEGER:
        hasher_add_number(hasher, *(const int *)field);
        break;
    case OPTION_REAL:
        hasher_add_real(hasher, *(const double *)field);
        break;
    case OPTION_PAUSE:
        for (int i = 0; i < PAUSE_REASON_COUNT; i++)
            hasher_add_number(hasher, ((const uint32_t *)field)[i]);
        break;
    case OPTION_READ:
    case OPTION_CHAPTER_FILES:
        hasher_add_number(hasher, *(const uint32_t *)field);
        break;
    case OPTION_SPLIT:
        hasher_add_number(hasher, options->split.kind);
        hasher_add_number(hasher, (int64_t)options->split.most);
        break;
    case OPTION_NOTES:
        hasher_add_number(hasher, options->book.notes);
        break;
    case OPTION_SHARE:
    case OPTION_PROGRESS:
    case OPTION_QUIET:
    case OPTION_VERBOSE:
    case OPTION_TITLE:
        break;
    }
    return true;
}
