/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/normaliser/numbers: numbers as written, what is added to the spoken form, and
 * the handlers that say_digits asks.
 */
#ifndef SCRIPT_NORMALISER_NUMBERS_NUMBER_H
#define SCRIPT_NORMALISER_NUMBERS_NUMBER_H

#include "script/normaliser/core/spellout.h"
#include "script/normaliser/core/state.h"
#include "script/normaliser/numbers/handlers.h"

/* "1,234.50": digits, grouped or not, and a decimal fraction. */
struct number {
    size_t start, end;
    uint64_t value;                      /* the whole part; overflows when digits > 18 */
    int digits;                          /* of the whole part */
    bool grouped;                        /* "1,234" */
    bool leading_zero;                   /* "007" */
    size_t decimals_start, decimals_end; /* equal when there are none */
};

/* Reads a number at `at`; false when there is no digit (a fraction ".5" is one: value 0, no
 * digits). */
bool number_at(const struct norm_rules *rules, struct view text, size_t at, struct number *number);
bool number_is_whole(const struct number *number);
bool number_is_one(const struct number *number);

/* Whole numbers are said in words, not left to the synthesiser in digits. */
bool wants_words(const struct normaliser *s);
/* Adds the number to s->spoken in the form the synthesiser says best. */
void add_number(struct normaliser *s, const struct number *number);
/* The same before the noun it counts: "un franc", "une livre". */
void add_count(struct normaliser *s, const struct number *number, struct view noun);
/* Adds the number in the form that agrees with the noun after it. False, and nothing is added, when
 * the plain form will do. */
bool add_agreeing(struct normaliser *s, const struct number *number);
/* "½ hora": adds half of the noun at `at`. False when the language does not decline it so. */
bool add_half_of(struct normaliser *s, size_t at);
bool is_feminine(const struct normaliser *s, struct view noun);
/* Adds 123 as "1 23", 2788 as "27 88". */
void add_in_pairs(struct normaliser *s, uint64_t value);
/* `form` is what the data files call it: "feminine", "n", "r" (German), or "" for the plain form.
 */
void add_ordinal(struct normaliser *s, uint64_t value, const char *form);
void add_year(struct normaliser *s, uint64_t value);
/* Adds the digits one by one. */
void add_single_digits(struct normaliser *s, struct view digits);
/* Adds a word with a blank before it; nothing for an empty one. */
void add_word(struct normaliser *s, const char *word);

/* The alternative of "a | b | c" with this index, or the last one when it has fewer. */
struct view norm_choice(const char *choices, int index);

/*
 * The handlers that say_digits asks. Each accepts the number at s->at when it is what the name
 * says, and says all of it. `number` is what number_at found there.
 */
bool say_telephone(struct normaliser *s, const struct number *number);
bool say_numeric_date(struct normaliser *s, const struct number *number);
/* "Tue 2/22" */
bool say_weekday_date(struct normaliser *s, const struct number *number);
bool say_time(struct normaliser *s, const struct number *number);
bool say_day_of_month(struct normaliser *s, const struct number *number);
/* "123 Smith St.", and the code after a state. */
bool say_house_number(struct normaliser *s, const struct number *number);
bool say_postal_code(struct normaliser *s, const struct number *number);
/* "ab9453": read digit by digit. */
bool say_code(struct normaliser *s, const struct number *number);
/* "1 Cor. 13:4" */
bool say_numbered_scripture(struct normaliser *s, const struct number *number);
/* "Chapter 01", "007", "0600 hours": what a zero before the number means. */
bool say_leading_zero(struct normaliser *s, const struct number *number);
bool say_dice(struct normaliser *s, const struct number *number);
/* "25d12": a number directly followed by letters. */
bool say_serial(struct normaliser *s, const struct number *number);
/* "401(k)" */
bool say_paragraph_of_law(struct normaliser *s, const struct number *number);
/* "2Q22": a quarter of a year. */
bool say_quarter(struct normaliser *s, const struct number *number);
/* "24/7", "50/50": not fractions. */
bool say_fixed_number(struct normaliser *s, const struct number *number);
/* "in the year 18—" */
bool say_omitted_year(struct normaliser *s, struct norm_token digits);
/* Old coins: "2s. 6d." */
bool say_coins(struct normaliser *s, const struct number *number);
bool say_ordinal(struct normaliser *s, const struct number *number);
/* "the 90s", "in his mid-20s": the word before distinguishes a decade from twenty shillings. */
bool is_after_decade_word(const struct normaliser *s, const struct number *number);
/* Only adds to s->spoken, and moves number->end past the s of "1990s". */
bool say_year(struct normaliser *s, struct number *number);

/* A number with its fraction and, when wanted, a word such as "million" after it. */
struct quantity {
    size_t end;
    bool one;      /* what follows is in the singular */
    bool fraction; /* it has a fraction that the synthesiser would not say */
    bool scaled;
    struct number number; /* when it is not a fraction */
};

/* Adds the fraction at `at`; its end, or 0 when there is none. */
size_t add_fraction_at(struct normaliser *s, size_t at, bool mixed);
/* Adds a whole number with the fraction after it. Its end, or 0 when there is no fraction. */
size_t add_mixed_number(struct normaliser *s, const struct number *number);
/* Adds "million" and the like after a number. Its end, or 0. */
size_t add_scale_at(struct normaliser *s, size_t at, bool short_too);

/* Adds an amount of money: names are "dollar | dollars | cent | cents". The number is at `at`. */
size_t add_amount(struct normaliser *s, size_t at, const char *names);
/* "a £5 note", "a 9 mm round": what is said from s->at to `end` is an attribute of the noun after
 * it, and so is in the singular. */
bool is_attribute(const struct normaliser *s, size_t end);
/* A word that may be that noun comes after `end`. */
bool is_before_noun(const struct normaliser *s, size_t end);
/* Says the dash at s->at as "to" when another number or amount follows; else does nothing. */
void say_to(struct normaliser *s);
/* Says "/yr" after a quantity. */
void say_per(struct normaliser *s);

/* The end of the ordinal suffix after a number, or 0. `form` as in add_ordinal; may be NULL. */
size_t ordinal_suffix_end(const struct normaliser *s, const struct number *number,
                          const char **form);
/* The month that a word names, 1 to 12, or 0. *end is after its dot. */
int month_at(const struct normaliser *s, struct norm_token word, size_t *end);

#endif
