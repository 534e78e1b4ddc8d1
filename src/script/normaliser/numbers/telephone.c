/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

/* Telephone and other numbers in groups: "(123) 123-5678", "+1 800 ...", "123.123.0.40". */

enum { GROUPS_MAX = 8 }; /* chosen: more than any telephone number has */

struct groups {
    struct norm_token parts[GROUPS_MAX];
    int count;
    size_t end;
    bool dots, blanks; /* the mark between the groups; that after the first may differ */
    bool one_mark;     /* two groups with a blank or a bracket between them */
};

/* Groups of digits separated by one kind of mark; blanks and a bracket only near the start. */
static void read_groups(const struct normaliser *s, size_t at, struct groups *groups)
{
    *groups = (struct groups){.end = at};
    char mark = '\0';
    while (groups->count < GROUPS_MAX) {
        struct norm_token part = token_at(s->text, at);
        if (part.kind != TOKEN_DIGITS)
            return;
        groups->parts[groups->count++] = part;
        groups->end = part.end;
        char next = byte_at(s->text, part.end);
        if (next == ')' && groups->count <= 2) {
            at = part.end + 1;
            at += byte_at(s->text, at) == ' ' || byte_at(s->text, at) == '-';
        } else if (next == ' ' && groups->count == 1 && mark == '\0') {
            at = part.end + 1 + (byte_at(s->text, part.end + 1) == '(');
        } else if (next == ' ' && (mark == '\0' || mark == ' ') &&
                   token_at(s->text, part.end + 1).kind == TOKEN_DIGITS) {
            mark = ' ';
            at = part.end + 1;
        } else if ((next == '-' || next == '.') && (mark == '\0' || mark == next)) {
            mark = next;
            at = part.end + 1 + (byte_at(s->text, part.end + 1) == '(');
        } else if (next == '(' && groups->count == 1) {
            at = part.end + 1;
        } else {
            break;
        }
    }
    groups->dots = mark == '.';
    groups->blanks = mark == ' ';
    groups->one_mark = mark == '\0';
}

/* "1234-5678": one of the two is not a year, and no word before them counts pages. */
static bool is_beyond_years(const struct normaliser *s, const struct groups *groups)
{
    struct norm_token word = token_before(s->text, groups->parts[0].start);
    if (token_is(s->text, word, '.'))
        word = token_before(s->text, word.start);
    if (word.kind == TOKEN_WORD &&
        (norm_find_folded(s->rules, "before number", token_view(s->text, word)) != NULL ||
         norm_find_folded(s->rules, "numbered", token_view(s->text, word)) != NULL))
        return false;
    return s->text.at[groups->parts[0].start] > '2' || s->text.at[groups->parts[1].start] > '2';
}

/*
 * By the lengths of the groups: 4444 card numbers; 44 and 34 local numbers; 334 North American
 * ones, with a country code (1334) or an extension (3341, 3342); 324 social security numbers. "1234
 * 5678" and the like with blanks are more often something else.
 */
static bool is_telephone(const struct normaliser *s, const struct groups *groups, bool plus)
{
    /* The lengths of the groups as the digits of a number: "(123) 456-7890" is 334. */
    int shape = 0;
    for (int i = 0; i < groups->count; i++)
        shape = shape * 10 + (int)(groups->parts[i].end - groups->parts[i].start) % 10;
    if (plus)
        return groups->count >= 2;
    if (shape == 4444)
        return true;
    if (shape == 44 && !groups->blanks && !groups->one_mark)
        return is_beyond_years(s, groups);
    if (groups->blanks || groups->one_mark)
        return shape == 334;
    return shape == 334 || shape == 1334 || shape == 3341 || shape == 324 || shape == 34 ||
           shape == 3342;
}

static bool is_ip_address(const struct normaliser *s, const struct groups *groups)
{
    if (!groups->dots || groups->count != 4)
        return false;
    for (int i = 0; i < 4; i++)
        if (groups->parts[i].end - groups->parts[i].start > 3)
            return false;
    return *norm_option(s->rules, "dot") != '\0';
}

static void put_groups(struct normaliser *s, const struct groups *groups, const char *between)
{
    for (int i = 0; i < groups->count; i++) {
        if (i > 0)
            text_add_str(&s->spoken, between);
        struct view part = token_view(s->text, groups->parts[i]);
        bool hundreds = i == 1 && view_is(token_view(s->text, groups->parts[0]), "1") &&
                        part.bytes == 3 && view_ends(part, "00");
        if (hundreds)
            text_add_view(&s->spoken, part); /* "1-800-..." */
        else
            add_single_digits(s, part);
    }
    norm_put_scratch(s, groups->end);
}

bool say_telephone_at(struct normaliser *s, size_t at, bool plus)
{
    struct groups groups;
    read_groups(s, at, &groups);
    if (groups.count < 2 || rune_is_letter(rune_at(s->text, groups.end)))
        return false;
    if (is_ip_address(s, &groups)) {
        struct text between = {0};
        text_addf(&between, " %s ", norm_option(s->rules, "dot"));
        put_groups(s, &groups, between.at);
        text_release(&between);
        return true;
    }
    if (!is_telephone(s, &groups, plus))
        return false;
    if (plus)
        add_word(s, norm_option(s->rules, "plus"));
    put_groups(s, &groups, ", ");
    return true;
}

/* The end of "1-800-GO-2-HAUL", a number with letters in place of digits, seven keys at least; or
 * 0. */
static size_t vanity_end(const struct normaliser *s, size_t at)
{
    struct norm_token prefix = token_at(s->text, at), dash = token_at(s->text, prefix.end);
    if (prefix.kind != TOKEN_DIGITS || prefix.end - prefix.start != 3 ||
        s->text.at[prefix.start] != '8' || !token_is(s->text, dash, '-'))
        return 0;
    size_t end = dash.end;
    int keys = 0, letters = 0;
    for (; end < s->text.bytes && end - at < 24; end++) {
        char c = s->text.at[end];
        bool letter = c >= 'A' && c <= 'Z';
        if (!letter && !(c >= '0' && c <= '9') && c != '-')
            break;
        keys += c != '-';
        letters += letter;
    }
    return keys >= 7 && letters > 0 && !rune_is_alnum(rune_at(s->text, end)) ? end : 0;
}

static bool say_vanity_number(struct normaliser *s, const struct number *number)
{
    size_t at = number->end + 1, end = 0;
    if (number->digits == 1 && number->value == 1 && byte_at(s->text, number->end) == '-')
        end = vanity_end(s, at);
    if (end == 0 || *norm_option(s->rules, "long numbers") == '\0')
        return false;
    text_addf(&s->spoken, "1, %.3s,", s->text.at + at);
    for (at += 4; at < end; at++)
        if (s->text.at[at] != '-')
            add_letter(s, view_part(s->text, at, at + 1));
    norm_put_scratch(s, end);
    return true;
}

bool say_telephone(struct normaliser *s, const struct number *number)
{
    return number->digits <= 4 &&
           (say_vanity_number(s, number) || say_telephone_at(s, s->at, false));
}
