/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/chapter_choice.h"

#include "base/mem.h"
#include "base/str.h"
#include "command/options.h"

#include <stdlib.h>
#include <string.h>

/* Reads the number of a chapter, 1 to `count`. `option` is for the message. */
static bool read_number(const char *option, struct view text, size_t count, size_t *number,
                        struct err *err)
{
    size_t value = 0;
    bool digits = text.bytes > 0;
    for (size_t i = 0; digits && i < text.bytes; i++) {
        digits = text.at[i] >= '0' && text.at[i] <= '9';
        if (value <= count)
            value = value * 10 + (size_t)(text.at[i] - '0');
    }
    if (!digits)
        return err_set(err, ERR_USAGE, "--%s takes %s, not \"%.*s\"", option,
                       strcmp(option, "chapters") == 0 ? "numbers and ranges such as 3-5,9"
                                                       : "the number of a chapter",
                       VIEW_ARGS(text));
    *number = value;
    if (value >= 1 && value <= count)
        return true;
    return err_set(
        err, ERR_USAGE,
        "--%s: there is no chapter %.*s; the last one is %zu (`lectern chapters` lists them)",
        option, VIEW_ARGS(text), count);
}

/* "4", "3-5", "3-", "-5" */
static bool choose_range(struct view range, size_t count, bool *chosen, struct err *err)
{
    size_t dash = view_find(range, "-", 0), first = 1, last = count;
    struct view left = view_trim(view_part(range, 0, dash));
    struct view right = view_trim(view_part(range, dash + 1, range.bytes));
    bool is_range = dash < range.bytes;
    if ((left.bytes > 0 || !is_range) && !read_number("chapters", left, count, &first, err))
        return false;
    if (!is_range)
        last = first;
    else if (right.bytes > 0 && !read_number("chapters", right, count, &last, err))
        return false;
    if (first > last && count > 0)
        return err_set(err, ERR_USAGE, "--chapters: %zu-%zu runs backwards; write %zu-%zu", first,
                       last, last, first);
    for (size_t i = first; i <= last; i++)
        chosen[i - 1] = true;
    return true;
}

static bool choose_list(const char *list, size_t count, bool *chosen, struct err *err)
{
    struct view rest = view_of(list);
    do {
        size_t comma = view_find(rest, ",", 0);
        if (!choose_range(view_trim(view_part(rest, 0, comma)), count, chosen, err))
            return false;
        rest = view_part(rest, comma + 1, rest.bytes);
    } while (rest.bytes > 0);
    return true;
}

static bool nothing_left(const struct options *options, size_t from, size_t to, struct err *err)
{
    if (options->chapters != NULL)
        return err_set(err, ERR_USAGE, "--chapters %s selects no chapter from %zu to %zu",
                       options->chapters, from, to);
    return err_set(err, ERR_USAGE, "--from %zu and --to %zu select no chapter", from, to);
}

bool *chapter_choice_make(const struct options *options, size_t chapter_count, struct err *err)
{
    bool *chosen = mem_zero(chapter_count + 1, sizeof *chosen), any = false;
    size_t from = 1, to = chapter_count;
    bool good = choose_list(options->chapters != NULL ? options->chapters : "-", chapter_count,
                            chosen, err);
    good = good && (options->from == NULL ||
                    read_number("from", view_of(options->from), chapter_count, &from, err));
    good = good && (options->to == NULL ||
                    read_number("to", view_of(options->to), chapter_count, &to, err));
    for (size_t i = 0; i < chapter_count; i++) {
        chosen[i] = chosen[i] && i + 1 >= from && i + 1 <= to;
        any = any || chosen[i];
    }
    if (good && !any && chapter_count > 0)
        good = nothing_left(options, from, to, err);
    chosen[chapter_count] = true; /* for what is skipped in a book without chapters */
    if (good)
        return chosen;
    free(chosen);
    return NULL;
}
