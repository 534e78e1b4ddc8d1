/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The survey of a Markdown text: what all its lines show together. */
#include "base/hash.h"
#include "base/table.h"
#include "book/markdown/passes.h"

#include <string.h>

enum {
    /* Chosen: fewer of each kind may be chance in a plain text. */
    TITLE_BYTES = 80,  /* one line of a printed page */
    MOST_REPEATED = 4, /* of one text: "Chapter I" in each part is not a speaker's label */
    MOST_SEEN = 512,   /* names and titles that are remembered; bounds the memory */
    FEWEST_NAMES = 6,  /* lines that look like labels, before they are */
    FEWEST_TITLES = 2, /* bold lines, before they are headings */
    FEWEST_DASHES = 5, /* items that are sentences, before they are speech */
};

struct looker {
    struct markdown_survey *out;
    struct table names, titles; /* hashes */
    char fence;
};

/* True when this text came before. */
static bool seen(struct table *hashes, struct view v)
{
    struct table_key key = table_number(hash_of(v));
    return hashes->count < MOST_SEEN ? !table_add(hashes, key, 0) : table_has(hashes, key);
}

static bool has(struct view line, const char *needle)
{
    return view_find(line, needle, 0) < line.bytes;
}

/* ![text](address), [text](address), [[page]] */
static bool has_link(struct view line)
{
    size_t at = view_find(line, "](", 0), wiki = view_find(line, "[[", 0);
    return (at < line.bytes && memchr(line.at, '[', at) != NULL &&
            view_find(line, ")", at) < line.bytes) ||
           view_find(line, "]]", wiki) < line.bytes;
}

static bool has_bold(struct view line)
{
    size_t open = view_find(line, "**", 0), close = view_find(line, "**", open + 3);
    return close < line.bytes && line.at[open + 2] != ' ' && line.at[open + 2] != '*' &&
           line.at[close - 1] != ' ' && line.at[close - 1] != '*';
}

/* A row of = or - below a short line: a heading. */
static bool is_underlined(struct view line, struct view next)
{
    struct view rule = view_trim(next);
    size_t marks = 0;
    char mark = rule.bytes > 0 ? rule.at[0] : ' ';
    while (marks < rule.bytes && rule.at[marks] == mark)
        marks++;
    size_t bytes = view_trim(line).bytes;
    bool fits = marks <= bytes + 4 && bytes <= marks + 4;
    return marks == rule.bytes && marks >= 3 && (mark == '=' || mark == '-') && fits &&
           bytes <= TITLE_BYTES && rune_is_alnum(rune_at(line, 0));
}

static void count_names(struct looker *looker, struct view line, struct view next)
{
    struct markdown_survey *out = looker->out;
    size_t label = markdown_label(line);
    bool alone = view_trim(next).bytes > 0 && markdown_is_name(view_trim(line));
    if (label == 0 && !alone)
        return;
    out->names++;
    out->repeated_names +=
        seen(&looker->names, label > 0 ? view_part(line, 0, label) : view_trim(line));
}

/* {: .lead} {#id, class: part}; a page number {v} or a speaker's name {Anna} says nothing. */
static bool is_attribute_line(struct view line)
{
    return view_starts(line, "{") && view_ends(line, "}") && line.bytes > 2 &&
           (strchr(":#.", line.at[1]) != NULL || has(line, "=") || has(line, ": "));
}

/* Surveys a line outside code; `next` is the one after it. */
static void look_at(struct looker *looker, struct view line, struct view next, bool after_blank,
                    bool after_dash)
{
    struct markdown_survey *out = looker->out;
    bool alone = after_blank && view_trim(next).bytes == 0;
    bool heading = markdown_heading_bytes(line) > 0;
    struct view bold = markdown_bold_line(line);
    bool underlined = after_blank && !heading && is_underlined(line, next);
    out->starts_with_heading =
        out->starts_with_heading ||
        (out->lines == 0 && (heading || (underlined && view_starts(view_trim(next), "="))));
    out->lines++;
    out->headings += alone && (heading || markdown_glued_heading(line) > 1);
    out->underlined += underlined;
    out->bold += has_bold(line);
    out->marks += has_link(line) || view_starts(line, "```") || view_starts(line, "~~~") ||
                  (view_starts(line, "[^") && has(line, "]:")) ||
                  (view_starts(line, "|") && has(line, "---")) || view_starts(line, ":::") ||
                  view_starts(line, "- [ ] ") || view_starts(line, "- [x] ") ||
                  view_starts(line, "> [!") || view_starts(line, "<!--") ||
                  view_starts(line, "{{<") || view_starts(line, "{%") || is_attribute_line(line) ||
                  has(line, "~~") || has(line, "](#") || has(line, "[^");
    if (alone && markdown_is_title(bold)) {
        out->bold_titles++;
        out->repeated_titles += seen(&looker->titles, bold);
    }
    if (!heading)
        count_names(looker, line, after_blank ? next : (struct view){"", 0});
    if (view_starts(line, "- ")) {
        static const char *const ends[] = {".", "?", "!", "…", "»", "”", "\""};
        struct view text = view_trim(view_part(line, 2, line.bytes));
        bool ended = false, exclaimed = has(text, "?") || has(text, "!") || has(text, "…");
        for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
            ended = ended || view_ends(text, ends[i]);
        out->dashes++;
        out->groups += !after_dash;
        out->spoken += ended && !has_link(text) && !has(text, "`") && !has_bold(text);
        out->exclaimed += exclaimed;
    }
}

void markdown_look(struct view source, struct markdown_survey *survey)
{
    struct looker looker = {.out = survey};
    struct view line = {"", 0}, next, rest = source;
    bool after_blank = true, after_dash = false;
    *survey = (struct markdown_survey){0};
    for (bool more = view_next_line(&rest, &line); more; line = next) {
        more = view_next_line(&rest, &next);
        next = more ? next : (struct view){"", 0};
        bool blank = view_trim(line).bytes == 0;
        bool fence = view_starts(line, "```") || view_starts(line, "~~~");
        if (fence)
            survey->marks += looker.fence == 0;
        if (fence && (looker.fence == 0 || looker.fence == line.at[0]))
            looker.fence = looker.fence == 0 ? line.at[0] : 0;
        else if (!blank && looker.fence == 0)
            look_at(&looker, line, next, after_blank, after_dash);
        after_blank = blank || (view_starts(line, "{") && view_ends(line, "}"));
        after_dash = blank ? after_dash : view_starts(line, "- ");
    }
    table_release(&looker.names);
    table_release(&looker.titles);
}

bool markdown_has_bold_headings(const struct markdown_survey *survey)
{
    return survey->headings + survey->underlined <= 1 && survey->bold_titles >= FEWEST_TITLES &&
           survey->repeated_titles * MOST_REPEATED <= survey->bold_titles;
}

bool markdown_has_names(const struct markdown_survey *survey)
{
    return survey->names >= FEWEST_NAMES && survey->repeated_names * 2 >= survey->names;
}

bool markdown_has_dialogue(const struct markdown_survey *survey)
{
    return survey->dashes >= FEWEST_DASHES && survey->spoken * 10 >= survey->dashes * 8 &&
           survey->exclaimed * 5 >= survey->dashes && survey->groups >= 2;
}
