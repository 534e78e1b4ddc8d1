/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TeX commands inside Markdown. */
#include "book/markdown/inline.h"

#include <ctype.h>

struct tex_command {
    const char *name;
    enum { NO_TEXT, NOTE, STRESS, PLAIN, BREAK } what;
};

static const struct tex_command commands[] = {
    {"newpage", NO_TEXT},
    {"clearpage", NO_TEXT},
    {"cleardoublepage", NO_TEXT},
    {"pagebreak", NO_TEXT},
    {"vspace", NO_TEXT},
    {"vspace*", NO_TEXT},
    {"hspace", NO_TEXT},
    {"noindent", NO_TEXT},
    {"smallskip", NO_TEXT},
    {"vfill", NO_TEXT},
    {"hfill", NO_TEXT},
    {"centering", NO_TEXT},
    {"begin", NO_TEXT},
    {"end", NO_TEXT},
    {"label", NO_TEXT},
    {"index", NO_TEXT},
    {"maketitle", NO_TEXT},
    {"tableofcontents", NO_TEXT},
    {"pagestyle", NO_TEXT},
    {"thispagestyle", NO_TEXT},
    {"setlength", NO_TEXT},
    {"frontmatter", NO_TEXT},
    {"mainmatter", NO_TEXT},
    {"backmatter", NO_TEXT},
    {"pagenumbering", NO_TEXT},
    {"cite", NO_TEXT},
    {"par", NO_TEXT},
    {"footnote", NOTE},
    {"emph", STRESS},
    {"textit", STRESS},
    {"textbf", STRESS},
    {"textsc", PLAIN},
    {"textrm", PLAIN},
    {"textsf", PLAIN},
    {"texttt", PLAIN},
    {"underline", PLAIN},
    {"text", PLAIN},
    {"bigskip", BREAK},
    {"medskip", BREAK},
    {"ldots", PLAIN},
    {"dots", PLAIN},
};

/* Skips the arguments of a command: {x}, [x]. Returns where they end. */
static size_t past_arguments(struct markdown_inliner *in, size_t at)
{
    for (char c = markdown_byte(in, at); c == '{' || c == '['; c = markdown_byte(in, at)) {
        size_t end = markdown_balanced(in, at, c, c == '{' ? '}' : ']');
        if (end == at)
            break;
        at = end + 1;
    }
    return at;
}

static void add_command(struct markdown_inliner *in, const struct tex_command *command, size_t from,
                        size_t to)
{
    if (command->what == NOTE) {
        markdown_add_note(in, from, to);
    } else if (command->what == BREAK) {
        text_add_str(in->out, "\n\n* * *\n\n");
    } else if (command->what == STRESS || to > from) {
        const char *mark = command->what == STRESS ? "*" : "";
        text_add_str(in->out, mark);
        markdown_add(in, from, to);
        text_add_str(in->out, mark);
    } else {
        text_add_str(in->out, "…");
    }
}

size_t markdown_tex(struct markdown_inliner *in, size_t at)
{
    size_t end = at + 1;
    while (isalpha((unsigned char)markdown_byte(in, end)) ||
           (end > at + 1 && markdown_byte(in, end) == '*'))
        end++;
    struct view name = view_part(in->text, at + 1, end);
    const struct tex_command *command = NULL;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (view_is(name, commands[i].name))
            command = &commands[i];
    if (command == NULL) {
        size_t bytes = end > at + 1 ? end - at : at + 1 < in->text.bytes ? 2 : 1;
        markdown_add(in, at, at + bytes);
        return bytes;
    }
    if (command->what == NO_TEXT || command->what == BREAK) {
        end = past_arguments(in, end);
        if (command->what == BREAK)
            add_command(in, command, end, end);
        return end - at;
    }
    size_t close = markdown_byte(in, end) == '{' ? markdown_balanced(in, end, '{', '}') : end;
    add_command(in, command, close > end ? end + 1 : end, close);
    return (close > end ? close + 1 : end) - at;
}
