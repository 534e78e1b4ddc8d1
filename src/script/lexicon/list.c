/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/lexicon/parts.h"

#include "base/mem.h"

/* The plain list: "written = spoken". */

/* A # at the start or after a blank begins a comment, but not inside /.../. */
static struct view without_comment(struct view line)
{
    size_t from = 0;
    if (view_starts(view_trim(line), "/"))
        from = view_find(line, "=", 0);
    for (size_t i = from; i < line.bytes; i++)
        if (line.at[i] == '#' && (i == 0 || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
            return view_trim(view_part(line, 0, i));
    return view_trim(line);
}

/* Where the = of "/a=b/i = c" is: the first one after the closing slash. */
static size_t sign_after_pattern(struct view line)
{
    for (size_t i = 1; i < line.bytes; i++) {
        if (line.at[i] == '\\')
            i++;
        else if (line.at[i] == '/')
            return view_find(line, "=", i);
    }
    return line.bytes;
}

struct line_parts {
    struct view written, spoken;
    bool regular, ignore_case;
};

static bool split_line(struct view line, struct line_parts *parts)
{
    *parts = (struct line_parts){.regular = line.at[0] == '/'};
    size_t sign = parts->regular ? sign_after_pattern(line) : view_find(line, "=", 1);
    if (sign >= line.bytes)
        return false;
    parts->written = view_trim(view_part(line, 0, sign));
    parts->spoken = view_trim(view_part(line, sign + 1, line.bytes));
    if (parts->regular) {
        parts->ignore_case = view_ends(parts->written, "/i");
        size_t end = parts->written.bytes - 1 - parts->ignore_case;
        if (end < 2 || parts->written.at[end] != '/')
            return false;
        parts->written = view_part(parts->written, 1, end);
    }
    return parts->written.bytes > 0;
}

/* Every [[ has its ]]. */
static bool brackets_close(struct view spoken)
{
    for (size_t open = view_find(spoken, "[[", 0); open < spoken.bytes;) {
        size_t close = view_find(spoken, "]]", open + 2);
        if (close >= spoken.bytes)
            return false;
        open = view_find(spoken, "[[", close + 2);
    }
    return true;
}

static bool add_line(struct lexicon *lexicon, const char *file, int number, struct view line,
                     struct err *err)
{
    struct line_parts parts;
    if (!split_line(line, &parts))
        return err_set(err, ERR_INPUT,
                       "%s:%d: \"%.*s\" is not an entry; write: word = how to say it, or /pattern/ "
                       "= how to say it",
                       file, number, VIEW_ARGS(view_part(line, 0, 60)));
    if (!brackets_close(parts.spoken))
        return err_set(err, ERR_INPUT, "%s:%d: \"%.*s\" has [[ without ]]", file, number,
                       VIEW_ARGS(view_part(parts.written, 0, 60)));
    struct lexicon_entry entry = {
        .file = file,
        .line = number,
        .written = arena_copy_text(lexicon->arena, parts.written.at, parts.written.bytes),
        .spoken = arena_copy_text(lexicon->arena, parts.spoken.at, parts.spoken.bytes),
        .regular = parts.regular,
    };
    return lexicon_add(lexicon, &entry, parts.ignore_case, err);
}

bool lexicon_read_list(struct lexicon *lexicon, const char *path, struct view bytes,
                       struct err *err)
{
    const char *file = arena_copy_text(lexicon->arena, path, view_of(path).bytes);
    struct view line;
    bool wanted = true;
    for (int number = 1; view_next_line(&bytes, &line); number++) {
        line = without_comment(line);
        if (line.bytes == 0)
            continue;
        if (line.at[0] == '[' && line.at[line.bytes - 1] == ']' && !view_starts(line, "[[")) {
            wanted = lexicon_wants(lexicon, view_trim(view_part(line, 1, line.bytes - 1)));
            continue;
        }
        if (wanted && !add_line(lexicon, file, number, line, err))
            return false;
    }
    return true;
}
