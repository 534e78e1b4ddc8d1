#include "command/choice.h"

#include "base/mem.h"
#include "base/str.h"
#include "options.h"

#include <stdlib.h>

/* A chapter's number, 1 .. count. */
static bool read_number(struct view text, size_t count, size_t *number, struct err *err)
{
    size_t value = 0;
    bool digits = text.bytes > 0 && text.bytes < 10;
    for (size_t i = 0; digits && i < text.bytes; i++) {
        digits = text.at[i] >= '0' && text.at[i] <= '9';
        value = value * 10 + (size_t)(text.at[i] - '0');
    }
    if (digits && value >= 1 && value <= count) {
        *number = value;
        return true;
    }
    return err_set(err, ERR_USAGE,
                   "there is no chapter \"%.*s\" among the %zu of this book; `lectern chapters` "
                   "lists them, and --chapters 3-5,9 chooses",
                   VIEW_ARGS(text), count);
}

/* "4", "3-5", "3-", "-5" */
static bool choose_range(struct view part, size_t count, bool *chosen, struct err *err)
{
    size_t dash = view_find(part, "-", 0), first = 1, last = count;
    struct view left = view_trim(view_part(part, 0, dash));
    struct view right = view_trim(view_part(part, dash + 1, part.bytes));
    bool range = dash < part.bytes;
    if ((left.bytes > 0 || !range) && !read_number(left, count, &first, err))
        return false;
    if (!range)
        last = first;
    else if (right.bytes > 0 && !read_number(right, count, &last, err))
        return false;
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

bool *choice_make(const struct options *options, size_t chapter_count, struct err *err)
{
    bool *chosen = mem_zero(chapter_count, sizeof *chosen), any = false;
    size_t from = 1, to = chapter_count;
    bool good = choose_list(options->chapters != NULL ? options->chapters : "-", chapter_count,
                            chosen, err);
    good = good && (options->from == NULL ||
                    read_number(view_of(options->from), chapter_count, &from, err));
    good =
        good && (options->to == NULL || read_number(view_of(options->to), chapter_count, &to, err));
    for (size_t i = 0; i < chapter_count; i++) {
        chosen[i] = chosen[i] && i + 1 >= from && i + 1 <= to;
        any = any || chosen[i];
    }
    if (good && !any && chapter_count > 0)
        good = err_set(err, ERR_USAGE, "--chapters, --from and --to leave no chapter");
    if (good)
        return chosen;
    free(chosen);
    return NULL;
}
