/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Days and months: "May 5, 1850", "5 May 1850", "2015-05-18", "10/06/2005". */

int month_at(const struct normaliser *s, struct norm_token word, size_t *end)
{
    if (word.kind != TOKEN_WORD || word.letters > 12)
        return 0;
    struct view name = token_view(s->text, word);
    *end = word.end;
    if (!word.upper_first && norm_find(s->rules, "not months", name) != NULL)
        return 0;
    const char *number = norm_find_folded(s->rules, "months", name);
    if (number == NULL) {
        number = norm_find_folded(s->rules, "short months", name);
        if (number != NULL && byte_at(s->text, word.end) == '.')
            *end = word.end + 1;
    }
    return number == NULL ? 0 : atoi(number);
}

static const char *month_name(const struct normaliser *s, int month)
{
    char key[12];
    snprintf(key, sizeof key, "%d", month);
    const char *name = norm_find(s->rules, "month names", view_of(key));
    return name == NULL ? "" : name;
}

struct date {
    uint64_t day, year; /* year 0: none */
    int month;
    bool short_year;  /* two digits */
    const char *form; /* of the ordinal */
    bool has_article; /* the text already has the word with which the pattern begins */
};

/* Adds day and month by the language's pattern, which has {ordinal} or {cardinal} for the day, and
 * {month}. */
static void add_day_month(struct normaliser *s, const struct date *date, const char *pattern_name)
{
    struct view rest = view_of(norm_option(s->rules, pattern_name));
    if (date->has_article && view_find(rest, " ", 0) < rest.bytes)
        rest = view_part(rest, view_find(rest, " ", 0) + 1, rest.bytes);
    while (rest.bytes > 0) {
        size_t open = view_find(rest, "{", 0), close = view_find(rest, "}", open);
        text_add_view(&s->spoken, view_part(rest, 0, open));
        if (close < rest.bytes) {
            struct view field = view_part(rest, open + 1, close);
            const char *first = norm_option(s->rules, "first of month");
            if (view_is(field, "month"))
                text_add_str(&s->spoken, month_name(s, date->month));
            else if (date->day == 1 && *first != '\0')
                text_add_str(&s->spoken, first);
            else if (view_is(field, "ordinal"))
                add_ordinal(s, date->day,
                            date->form != NULL && *date->form != '\0'
                                ? date->form
                                : norm_option(s->rules, "date ordinal"));
            else
                add_cardinal(s, date->day);
        }
        rest = view_part(rest, close + 1, rest.bytes);
    }
}

static void add_date_year(struct normaliser *s, const struct date *date)
{
    if (date->year == 0)
        return;
    text_add_char(&s->spoken, ' ');
    text_add_str(&s->spoken, norm_option(s->rules, "year word"));
    if (date->short_year && date->year < 10)
        add_word(s, norm_option(s->rules, "minute zero"));
    if (date->short_year)
        add_cardinal(s, date->year);
    else
        add_year(s, date->year);
}

/* The value of a number of at most four digits, else 0. */
static int digits_value(const struct normaliser *s, struct norm_token token)
{
    size_t count = token.end - token.start;
    int value = 0;
    if (token.kind != TOKEN_DIGITS || count > 4)
        return 0;
    for (size_t i = token.start; i < token.end; i++)
        value = value * 10 + s->text.at[i] - '0';
    return value;
}

/* Makes a date of three numbers, by the order of the language unless a number above 12 says
 * otherwise. False when they are not a date. */
static bool arrange(const struct normaliser *s, const int values[3], size_t year_at,
                    struct date *date)
{
    int first = year_at == 0 ? values[1] : values[0], second = year_at == 0 ? values[2] : values[1];
    bool month_first = year_at == 0 || norm_option_is(s->rules, "numeric date", "month first");
    if (first > 12)
        month_first = false;
    else if (second > 12)
        month_first = true;
    date->month = month_first ? first : second;
    date->day = (uint64_t)(month_first ? second : first);
    date->year = (uint64_t)values[year_at];
    return date->month >= 1 && date->month <= 12 && date->day >= 1 && date->day <= 31;
}

/* "2003-03": a year, and a month with a leading zero. */
static bool say_year_and_month(struct normaliser *s, struct norm_token year, struct norm_token mark,
                               struct norm_token month)
{
    struct norm_token after = token_at(s->text, month.end);
    if (!token_is(s->text, mark, '-') || year.end - year.start != 4 || month.kind != TOKEN_DIGITS ||
        month.end - month.start != 2 || s->text.at[month.start] != '0' ||
        token_is(s->text, after, '-') || after.kind == TOKEN_WORD ||
        *norm_option(s->rules, "day month") == '\0')
        return false;
    struct date date = {.year = (uint64_t)digits_value(s, year), .month = digits_value(s, month)};
    if (date.month == 0 || date.year < 1000 || date.year > 2099)
        return false;
    text_add_str(&s->spoken, month_name(s, date.month));
    add_date_year(s, &date);
    norm_put_scratch(s, month.end);
    return true;
}

/* "17.06" in languages that write dates so: a day, and a month with a leading zero, without a unit
 * after it. */
static bool say_dotted_day(struct normaliser *s, struct norm_token day, struct norm_token mark,
                           struct norm_token month)
{
    struct norm_token after = token_at(s->text, month.end);
    struct date date = {.day = (uint64_t)digits_value(s, day), .month = digits_value(s, month)};
    bool ends = after.kind == TOKEN_END || after.kind == TOKEN_BLANK ||
                token_is(s->text, after, ',') || token_is(s->text, after, ')');
    struct norm_token next = token_after(s->text, month);
    if (*norm_option(s->rules, "dotted dates") == '\0' || !token_is(s->text, mark, '.') ||
        day.end - day.start > 2 || month.end - month.start != 2 || s->text.at[month.start] != '0' ||
        !ends || date.day < 1 || date.day > 31 || date.month < 1 || date.month > 12 ||
        (next.kind == TOKEN_MARK && next.rune >= 0x80) ||
        (next.kind == TOKEN_WORD &&
         norm_find(s->rules, "units", token_view(s->text, next)) != NULL))
        return false;
    add_day_month(s, &date, "day month");
    norm_put_scratch(s, month.end);
    return true;
}

/* "2015-05-18", "10/06/2005", "2.3.2003", "11/17/05" */
bool say_numeric_date(struct normaliser *s, const struct number *number)
{
    struct norm_token parts[3], marks[2];
    parts[0] = token_at(s->text, number->start);
    for (int i = 0; i < 2; i++) {
        marks[i] = token_at(s->text, parts[i].end);
        parts[i + 1] = token_at(s->text, marks[i].end);
    }
    if (say_year_and_month(s, parts[0], marks[0], parts[1]) ||
        say_dotted_day(s, parts[0], marks[0], parts[1]))
        return true;
    if (marks[0].kind != TOKEN_MARK ||
        (marks[0].rune != '-' && marks[0].rune != '/' && marks[0].rune != '.') ||
        marks[1].rune != marks[0].rune)
        return false;
    int values[3];
    size_t bytes[3];
    for (int i = 0; i < 3; i++) {
        values[i] = digits_value(s, parts[i]);
        bytes[i] = parts[i].end - parts[i].start;
        if (values[i] == 0 || bytes[i] == 3)
            return false;
    }
    struct norm_token after = token_at(s->text, parts[2].end);
    bool more = after.kind == TOKEN_MARK && after.rune == marks[0].rune && after.rune != '.';
    struct date date = {.short_year = bytes[0] <= 2 && bytes[2] == 2};
    size_t year_at = bytes[0] == 4 ? 0 : 2;
    if (more || bytes[1] > 2 || (date.short_year && marks[0].rune != '/') ||
        (year_at == 0 ? bytes[2] > 2 || marks[0].rune == '.' : bytes[2] != 4 && !date.short_year) ||
        *norm_option(s->rules, "day month") == '\0' || !arrange(s, values, year_at, &date))
        return false;
    bool day_first = !norm_option_is(s->rules, "numeric date", "month first") ||
                     (year_at == 2 && date.day > 12 && (uint64_t)values[0] == date.day) ||
                     (year_at == 0 && marks[0].rune == '-');
    add_day_month(s, &date, day_first ? "day month" : "month day");
    add_date_year(s, &date);
    norm_put_scratch(s, parts[2].end);
    return true;
}

/* The weekday that a word names, in full or abbreviated, or NULL. "": it is in full. */
static const char *weekday_at(const struct normaliser *s, struct norm_token word)
{
    return word.kind == TOKEN_WORD && word.upper_first && word.letters <= 9
               ? norm_find_folded(s->rules, "weekdays", token_view(s->text, word))
               : NULL;
}

/* "2/22". False when the numbers are not a date. */
static bool day_and_month_at(const struct normaliser *s, size_t at, struct date *date, size_t *end)
{
    struct norm_token first = token_at(s->text, at), slash = token_at(s->text, first.end);
    struct norm_token second = token_at(s->text, slash.end), after = token_at(s->text, second.end);
    int values[3] = {digits_value(s, first), digits_value(s, second), 0};
    *date = (struct date){0};
    *end = second.end;
    return token_is(s->text, slash, '/') && first.end - first.start <= 2 &&
           second.end - second.start <= 2 && !token_is(s->text, after, '/') &&
           after.kind != TOKEN_WORD && arrange(s, values, 2, date);
}

bool say_weekday(struct normaliser *s, struct norm_token word)
{
    struct date date;
    size_t end = 0;
    /* The token after an abbreviated weekday and its dot, comma or bracket. */
    struct norm_token next = token_at(s->text, word.end);
    if (token_is(s->text, next, '.') || token_is(s->text, next, ','))
        next = token_at(s->text, next.end);
    if (next.kind == TOKEN_BLANK)
        next = token_at(s->text, next.end);
    if (token_is(s->text, next, '('))
        next = token_at(s->text, next.end);
    if (word.letters > 5 ||
        (next.kind != TOKEN_DIGITS && !(next.kind == TOKEN_WORD && next.upper_first)))
        return false;
    const char *name = weekday_at(s, word);
    if (name == NULL || *name == '\0')
        return false;
    struct norm_token month = next.kind == TOKEN_DIGITS ? token_after(s->text, next) : next;
    if (!(next.kind == TOKEN_DIGITS && day_and_month_at(s, next.start, &date, &end)) &&
        month_at(s, month, &end) == 0)
        return false;
    norm_put_str(s, word.end, name);
    if (byte_at(s->text, word.end) == '.')
        norm_drop(s, word.end + 1);
    return true;
}

/* "Tue 2/22": only after a weekday. */
bool say_weekday_date(struct normaliser *s, const struct number *number)
{
    struct norm_token before = token_before(s->text, number->start);
    struct date date;
    size_t end = 0;
    if (before.kind == TOKEN_MARK && strchr("(,.", (int)before.rune) != NULL)
        before = token_before(s->text, before.start);
    if (weekday_at(s, before) == NULL || !day_and_month_at(s, number->start, &date, &end))
        return false;
    bool day_first = !norm_option_is(s->rules, "numeric date", "month first");
    add_day_month(s, &date, day_first ? "day month" : "month day");
    norm_put_scratch(s, end);
    return true;
}

static bool follows_article(const struct normaliser *s)
{
    struct norm_token before = token_before(s->text, s->at);
    return before.kind == TOKEN_WORD &&
           view_is_nocase(token_view(s->text, before), norm_option(s->rules, "article"));
}

/* "5 May", "the 3rd May", "25th jul": the month is said too, the year is not. */
bool say_day_of_month(struct normaliser *s, const struct number *number)
{
    struct date date = {.day = number->value, .has_article = follows_article(s), .form = ""};
    size_t end = ordinal_suffix_end(s, number, &date.form), month_end = 0;
    bool suffix = end != 0;
    if (number->digits > 2 || number->value < 1 || number->value > 31 || !number_is_whole(number) ||
        *norm_option(s->rules, "day month") == '\0')
        return false;
    struct norm_token word =
        token_after(s->text, (struct norm_token){.end = suffix ? end : number->end});
    date.month = word.start > number->end ? month_at(s, word, &month_end) : 0;
    if (date.month == 0)
        return false;
    add_day_month(s, &date, "day month");
    norm_put_scratch(s, month_end);
    return true;
}

/* "junio 11, 2000": the word that the language has before the year. */
static void say_word_before_year(struct normaliser *s)
{
    struct norm_token next = token_after(s->text, (struct norm_token){.end = s->at});
    if (token_is(s->text, next, ','))
        next = token_after(s->text, next);
    if (next.kind != TOKEN_DIGITS || next.end - next.start != 4)
        return;
    norm_gap(s);
    norm_put_str(s, next.start, norm_option(s->rules, "year word"));
    norm_gap(s);
}

/* "May 5", "Sept. 26th", "Jan-15-2020": the number after a month. */
static bool say_month_day(struct normaliser *s, int month, size_t month_end)
{
    struct norm_token mark = token_at(s->text, month_end), day = token_after(s->text, mark);
    bool hyphens = token_is(s->text, mark, '-');
    if (mark.kind == TOKEN_BLANK)
        day = token_at(s->text, mark.end);
    else if (!hyphens)
        return false;
    struct number number;
    if (day.kind != TOKEN_DIGITS || !number_at(s->rules, s->text, day.start, &number) ||
        number.digits > 2 || number.value < 1 || number.value > 31 || !number_is_whole(&number))
        return false;
    size_t end = ordinal_suffix_end(s, &number, NULL);
    struct norm_token after = token_at(s->text, end != 0 ? end : number.end);
    if (end == 0 && (after.kind == TOKEN_WORD || token_is(s->text, after, ':') ||
                     token_is(s->text, after, '/') || token_is(s->text, after, '-') != hyphens))
        return false;
    struct date date = {.day = number.value, .month = month};
    add_day_month(s, &date, "month day");
    norm_put_scratch(s, end != 0 ? end : number.end);
    if (*norm_option(s->rules, "year word") != '\0' && !hyphens) {
        say_word_before_year(s);
    } else if (hyphens) {
        norm_drop(s, after.end);
        norm_gap(s);
    } else if (end == 0) {
        /* The comma of "May 5, 1850" is not a pause. */
        struct norm_token comma = token_at(s->text, s->at), year = token_after(s->text, comma);
        if (token_is(s->text, comma, ',') && year.kind == TOKEN_DIGITS &&
            year.end - year.start == 4)
            norm_drop(s, comma.end);
    }
    return true;
}

/* A month is left alone unless a number or a dot follows. Spares most words the look-up. */
static bool may_be_date(const struct normaliser *s, struct norm_token word)
{
    struct norm_token next = token_at(s->text, word.end);
    if (token_is(s->text, next, '.'))
        return true;
    if (next.kind == TOKEN_BLANK || token_is(s->text, next, '-'))
        next = token_at(s->text, next.end);
    return next.kind == TOKEN_DIGITS;
}

bool say_month(struct normaliser *s, struct norm_token word)
{
    size_t end = 0;
    if (!may_be_date(s, word))
        return false;
    int month = month_at(s, word, &end);
    if (month == 0)
        return false;
    if (*norm_option(s->rules, "month day") != '\0' && say_month_day(s, month, end))
        return true;
    struct norm_token next = token_after(s->text, (struct norm_token){.end = end});
    if (rune_ending(s->text, word.start) == '-')
        return false; /* "SHUAI-JAN." */
    if (norm_find_folded(s->rules, "months", token_view(s->text, word)) != NULL ||
        (next.kind != TOKEN_DIGITS && !(word.upper_first && end > word.end)))
        return false;
    text_add_str(&s->spoken, month_name(s, month));
    norm_put_scratch(s, next.kind == TOKEN_END ? word.end : end);
    return true;
}
