/*
 * Line filter for scoring the sentence splitter: one input a line (\n inside it as two characters),
 * its sentences parted by tabs on the way out.
 *
 *     sentence_filter LANGUAGE
 */
#include "base/mem.h"
#include "script/sentence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t unescape(char *line)
{
    size_t out = 0;
    for (const char *p = line; *p != '\0' && *p != '\n'; p++) {
        bool newline = p[0] == '\\' && p[1] == 'n';
        line[out++] = newline ? '\n' : *p;
        p += newline;
    }
    return out;
}

static void print_sentences(struct view text, const struct offsets *ends)
{
    size_t start = 0;
    for (size_t i = 0; i < ends->count; i++) {
        while (start < text.bytes && rune_is_space(rune_at(text, start)))
            rune_next(text, &start);
        if (i > 0)
            putchar('\t');
        for (; start < ends->at[i]; start++)
            putchar(text.at[start] == '\n' ? ' ' : text.at[start]);
    }
    putchar('\n');
}

int main(int count, char **args)
{
    struct err err = {0};
    struct sentence_rules *rules = sentence_rules_load(count > 1 ? args[1] : "en", &err);
    if (rules == NULL) {
        fprintf(stderr, "%s\n", err.text);
        return err.kind;
    }
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, stdin) > 0) {
        struct offsets ends = {0};
        struct view text = {line, unescape(line)};
        sentence_split(rules, text, &ends);
        print_sentences(text, &ends);
        free(ends.at);
    }
    free(line);
    sentence_rules_free(rules);
    return 0;
}
