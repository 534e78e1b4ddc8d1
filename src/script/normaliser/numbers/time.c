/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <string.h>

/* Times of the day and lengths of time written with colons. */

static bool two_digits(const struct normaliser *s, struct norm_token token, int *value)
{
    if (token.kind != TOKEN_DIGITS || token.end - token.start != 2)
        return false;
    *value = (s->text.at[token.start] - '0') * 10 + s->text.at[token.start + 1] - '0';
    return true;
}

/* The dotted abbreviation or word at `at`: "p.m", "pm", "P. M" without its last dot. */
static size_t half_day_word_end(const struct normaliser *s, struct norm_token first,
                                struct text *letters)
{
    text_add_lower(letters, token_view(s->text, first));
    if (first.letters != 1)
        return first.end;
    struct norm_token second = token_at(s->text, first.end);
    if (token_is(s->text, second, '.'))
        second = token_after(s->text, second);
    if (second.kind != TOKEN_WORD || second.letters != 1)
        return first.end;
    text_add_lower(letters, token_view(s->text, second));
    return second.end;
}

/* a.m. and p.m. at `at` (a blank before it is fine): its spoken form and end, or NULL. */
static const char *half_day_at(const struct normaliser *s, size_t at, size_t *end)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = at});
    if (word.kind != TOKEN_WORD || word.letters > 2)
        return NULL;
    struct text letters = {0};
    *end = half_day_word_end(s, word, &letters);
    const char *spoken = norm_find(s->rules, "half days", text_view(&letters));
    text_release(&letters);
    return spoken;
}

/* "est", "e.s.t." after a time */
static void say_time_zone(struct normaliser *s)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = s->at});
    struct text letters = {0};
    size_t end = s->at;
    for (int i = 0; i < 4 && word.kind == TOKEN_WORD && word.letters <= 4; i++) {
        text_add_lower(&letters, token_view(s->text, word));
        end = word.end;
        if (word.letters > 1 || byte_at(s->text, end) != '.')
            break;
        word = token_at(s->text, end + 1);
    }
    const char *spoken = norm_find(s->rules, "time zones", text_view(&letters));
    text_release(&letters);
    if (spoken == NULL)
        return;
    norm_gap(s);
    norm_put_abbreviation(s, end, spoken);
}

/* "5 p.m." and its dot, which is kept when it ends the sentence. */
static void put_with_half_day(struct normaliser *s, const char *half_day, size_t end)
{
    add_word(s, half_day);
    norm_put_scratch(s, end);
    if (byte_at(s->text, end) == '.' && !dot_ends_sentence(s, token_at(s->text, end)))
        norm_drop(s, end + 1);
    say_time_zone(s);
    say_to(s);
}

/* "12 heures 30", "zwölf Uhr dreißig": * is the hour, the minutes follow. */
static void add_clock_by_pattern(struct normaliser *s, int hour, int minute, bool has_half_day)
{
    const char *name = minute == 0 && !has_half_day ? "time full" : "time";
    struct view pattern = view_of(norm_option(s->rules, name));
    size_t star = view_find(pattern, "*", 0);
    const char *one = norm_option(s->rules, "hour one");
    text_add_view(&s->spoken, view_part(pattern, 0, star));
    if (hour == 1 && *one != '\0')
        add_word(s, one);
    else
        add_cardinal(s, (uint64_t)hour);
    if (minute == 0 && has_half_day)
        return;
    text_add_view(&s->spoken, view_part(pattern, star + 1, pattern.bytes));
    const char *part = norm_option(s->rules, minute == 15   ? "quarter past"
                                             : minute == 30 ? "half past"
                                                            : "");
    if (*part != '\0')
        add_word(s, part);
    else if (minute > 0)
        add_cardinal(s, (uint64_t)minute);
}

static void add_clock(struct normaliser *s, int hour, int minute, bool has_half_day)
{
    if (*norm_option(s->rules, "time") != '\0') {
        add_clock_by_pattern(s, hour, minute, has_half_day);
        return;
    }
    add_cardinal(s, (uint64_t)hour);
    if (minute == 0 && !has_half_day)
        add_word(s, norm_option(s->rules, hour <= 12 ? "full hour" : "hundred hours"));
    else if (minute > 0 && minute < 10)
        add_word(s, norm_option(s->rules, "minute zero"));
    if (minute > 0)
        add_cardinal(s, (uint64_t)minute);
}

static void add_span(struct normaliser *s, int count, const char *unit)
{
    struct view name = norm_choice(norm_option(s->rules, unit), count == 1 ? 0 : 1);
    add_cardinal(s, (uint64_t)count);
    text_add_char(&s->spoken, ' ');
    text_add_view(&s->spoken, name);
}

/* The end of a word after "12:30" that the pattern says already: "Uhr". */
static size_t clock_word_end(const struct normaliser *s, size_t at)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = at});
    const char *known = norm_option(s->rules, "clock word");
    return word.kind == TOKEN_WORD && *known != '\0' && view_is(token_view(s->text, word), known)
               ? word.end
               : at;
}

/* "14:10:30" */
static void say_long_time(struct normaliser *s, int hour, int minute, int second, size_t end)
{
    size_t word_end = clock_word_end(s, end);
    if (word_end != end) {
        add_cardinal(s, (uint64_t)hour);
        add_word(s, norm_option(s->rules, "clock word"));
        end = word_end;
    } else {
        add_span(s, hour, "hours");
    }
    add_span(s, minute, "minutes");
    add_word(s, norm_option(s->rules, "and"));
    add_span(s, second, "seconds");
    norm_put_scratch(s, end);
}

/* Writes the time in s->spoken, and "hours" after "07:30hrs". */
static void say_clock_hours(struct normaliser *s, size_t end)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = end});
    const char *hours = word.kind == TOKEN_WORD && word.letters > 1
                            ? norm_find(s->rules, "clock hours", token_view(s->text, word))
                            : NULL;
    if (hours == NULL) {
        norm_put_scratch(s, end);
        return;
    }
    add_word(s, hours);
    norm_put_abbreviation_scratch(s, word.end);
}

/* "5 pm" */
static bool say_hour(struct normaliser *s, const struct number *number)
{
    size_t end = 0;
    const char *half_day = number->digits > 2 || number->value > 12 || !number_is_whole(number)
                               ? NULL
                               : half_day_at(s, number->end, &end);
    if (half_day == NULL)
        return false;
    add_cardinal(s, number->value);
    put_with_half_day(s, half_day, end);
    return true;
}

/* "at 10.30 he left": after a word for times, and without something counted after it. */
static bool is_dotted_time(const struct normaliser *s, struct norm_token hour,
                           struct norm_token minute)
{
    struct norm_token before = token_before(s->text, hour.start);
    struct norm_token after = token_after(s->text, minute);
    bool decimal = after.kind == TOKEN_DIGITS ||
                   (after.kind == TOKEN_MARK && after.start == minute.end &&
                    strchr(",.;:!?)", (int)after.rune) == NULL) ||
                   (after.kind == TOKEN_WORD &&
                    (norm_find(s->rules, "units", token_view(s->text, after)) != NULL ||
                     norm_find(s->rules, "not after times", token_view(s->text, after)) != NULL));
    bool bare = *norm_option(s->rules, "dotted times") != '\0' && hour.start == 0 &&
                minute.end == s->input->text.bytes;
    if (bare)
        return true;
    return before.kind == TOKEN_WORD && !decimal && after.start >= minute.end &&
           token_at(s->text, minute.end).kind != TOKEN_WORD &&
           norm_find_folded(s->rules, "before times", token_view(s->text, before)) != NULL;
}

bool say_time(struct normaliser *s, const struct number *number)
{
    struct norm_token hour = token_at(s->text, number->start), mark = token_at(s->text, hour.end);
    struct norm_token minute = token_at(s->text, mark.end), more = token_at(s->text, minute.end);
    int minutes = 0, seconds = 0;
    bool colon = token_is(s->text, mark, ':'), dot = token_is(s->text, mark, '.');
    if (hour.end - hour.start > 2 || number->value > 24 || *norm_option(s->rules, "hours") == '\0')
        return false;
    size_t half_day_end = 0;
    if (dot && minute.kind == TOKEN_DIGITS && minute.end - minute.start == 1 &&
        number->value <= 12 && half_day_at(s, minute.end, &half_day_end) != NULL) {
        add_clock(s, (int)number->value, s->text.at[minute.start] - '0', true);
        put_with_half_day(s, half_day_at(s, minute.end, &half_day_end), half_day_end);
        return true; /* "10.5 a.m." is five past ten */
    }
    if ((!colon && !dot) || !two_digits(s, minute, &minutes) || minutes > 59)
        return say_hour(s, number);
    struct norm_token second = token_at(s->text, more.end);
    if (colon && token_is(s->text, more, ':') && two_digits(s, second, &seconds) && seconds < 60) {
        say_long_time(s, (int)number->value, minutes, seconds, second.end);
        return true;
    }
    size_t end = 0;
    const char *half_day = half_day_at(s, minute.end, &end);
    if (dot && half_day == NULL && clock_word_end(s, minute.end) == minute.end &&
        !is_dotted_time(s, hour, minute))
        return false;
    uint64_t value = (uint64_t)(s->text.at[hour.start] - '0');
    if (hour.end - hour.start == 2)
        value = value * 10 + (uint64_t)(s->text.at[hour.start + 1] - '0');
    bool range = (more.rune == '-' || more.rune == 0x2013) &&
                 token_at(s->text, more.end).kind == TOKEN_DIGITS;
    add_clock(s, (int)value, minutes, half_day != NULL || range);
    if (half_day != NULL) {
        put_with_half_day(s, half_day, end);
    } else {
        say_clock_hours(s, clock_word_end(s, minute.end));
        say_time_zone(s);
    }
    if (range)
        say_to(s);
    return true;
}
