/*
 * A line filter for scoring: one input a line (a line break inside it as \n), one spoken form a
 * line.
 *
 *     spoken LANGUAGE [--heading] [--map] < lines
 */
#include "script/lexicon/lexicon.h"
#include "script/normaliser/normaliser.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void unescape(struct view line, struct text *out)
{
    for (size_t i = 0; i < line.bytes; i++)
        if (line.at[i] == '\\' && i + 1 < line.bytes)
            text_add_char(out, line.at[++i] == 'n' ? '\n' : line.at[i]);
        else
            text_add_char(out, line.at[i]);
}

static void print_escaped(struct view v)
{
    for (size_t i = 0; i < v.bytes; i++)
        if (v.at[i] == '\n')
            fputs("\\n", stdout);
        else
            putchar(v.at[i]);
}

static void print_map(struct view text, const struct text *spoken, const struct norm_map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct norm_link *link = &map->links[i];
        fputs("    ", stdout);
        print_escaped(view_part(text, link->written_start, link->written_end));
        fputs(" => ", stdout);
        print_escaped(view_part(text_view(spoken), link->spoken_start, link->spoken_end));
        putchar('\n');
    }
}

int main(int count, char **words)
{
    struct err err = {0};
    bool heading = count > 2 && strcmp(words[2], "--heading") == 0;
    bool show_map = count > 2 && strcmp(words[count - 1], "--map") == 0;
    struct norm_rules *rules = norm_rules_load(count > 1 ? words[1] : "en", &err);
    struct text all = {0}, line_text = {0}, spoken = {0};
    struct norm_map map = {0};
    struct lexicon *lexicon = lexicon_new(count > 1 ? words[1] : "en");
    if (count > 2 && words[count - 1][0] == '@') { /* @file: a lexicon */
        if (!lexicon_add_file(lexicon, words[count - 1] + 1, &err)) {
            fprintf(stderr, "%s\n", err.text);
            return 1;
        }
        norm_rules_use(rules, lexicon);
        for (size_t i = 0; i < lexicon_count(lexicon); i++)
            fprintf(stderr, "%d %s = %s %s\n", lexicon_at(lexicon, i)->line,
                    lexicon_at(lexicon, i)->written, lexicon_at(lexicon, i)->spoken,
                    lexicon_at(lexicon, i)->problem ? lexicon_at(lexicon, i)->problem : "");
    }
    if (rules == NULL || !file_read("-", (size_t)1 << 30, &all, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    struct view rest = text_view(&all), line;
    while (view_next_line(&rest, &line)) {
        text_clear(&line_text);
        text_clear(&spoken);
        unescape(line, &line_text);
        struct norm_input input = {
            .text = text_view(&line_text), .end = line_text.bytes, .heading = heading};
        normalise(rules, &input, &spoken, &map);
        printf("%.*s\n", VIEW_ARGS(text_view(&spoken)));
        if (show_map)
            print_map(input.text, &spoken, &map);
    }
    for (size_t i = 0; i < lexicon_count(lexicon); i++)
        fprintf(stderr, "%zu hits: %s\n", lexicon_at(lexicon, i)->hits,
                lexicon_at(lexicon, i)->written);
    lexicon_free(lexicon);
    norm_rules_free(rules);
    text_release(&all);
    text_release(&line_text);
    text_release(&spoken);
    free(map.links);
    return 0;
}
