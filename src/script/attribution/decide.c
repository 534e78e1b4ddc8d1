/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/attribution/turn_parts.h"

#include "base/mem.h"

#include <stdlib.h>

/* Chosen: longer scenes are cut, which limits the memory for hostile input. */
enum { SEGMENT_TURNS = 1024, PAIRS = TURN_CANDIDATES * TURN_CANDIDATES };

/* Chosen: two of them, one forward and one backward, add up without an overflow, and no score comes
 * near it. */
static const int32_t IMPOSSIBLE = INT32_MIN / 4;

/* round(64 ln(1 + exp(-d/64))): what is added to the larger of two logarithms, in units of 1/64
 * nat, when the smaller one is d below it. 64 is TURN_WEIGHT_UNIT. */
static const uint8_t log_add_table[] = {
    44, 44, 43, 43, 42, 42, 41, 41, 40, 40, 40, 39, 39, 38, 38, 37, 37, 36, 36, 36, 35, 35, 34,
    34, 33, 33, 33, 32, 32, 31, 31, 31, 30, 30, 30, 29, 29, 28, 28, 28, 27, 27, 27, 26, 26, 26,
    25, 25, 25, 24, 24, 24, 24, 23, 23, 23, 22, 22, 22, 21, 21, 21, 21, 20, 20, 20, 20, 19, 19,
    19, 18, 18, 18, 18, 18, 17, 17, 17, 17, 16, 16, 16, 16, 15, 15, 15, 15, 15, 14, 14, 14, 14,
    14, 13, 13, 13, 13, 13, 13, 12, 12, 12, 12, 12, 12, 11, 11, 11, 11, 11, 11, 10, 10, 10, 10,
    10, 10, 10, 9,  9,  9,  9,  9,  9,  9,  8,  8,  8,  8,  8,  8,  8,  8,  8,  7,  7,  7,  7,
    7,  7,  7,  7,  7,  7,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  5,  5,  5,  5,  5,  5,
    5,  5,  5,  5,  5,  5,  5,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,
    4,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,
    2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,
    2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
    1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
    1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
    1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  0,  0,  0,  0,  0,  0,  0,  0,  0,
};

/* round(100 exp(-d/64)): a logarithm d below that of certainty, in per cent. */
static const uint8_t percent_table[] = {
    100, 98, 97, 95, 94, 92, 91, 90, 88, 87, 86, 84, 83, 82, 80, 79, 78, 77, 75, 74, 73, 72, 71,
    70,  69, 68, 67, 66, 65, 64, 63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 54, 53, 52, 51, 50, 50,
    49,  48, 47, 47, 46, 45, 44, 44, 43, 42, 42, 41, 40, 40, 39, 39, 38, 37, 37, 36, 36, 35, 35,
    34,  33, 33, 32, 32, 31, 31, 30, 30, 30, 29, 29, 28, 28, 27, 27, 26, 26, 26, 25, 25, 25, 24,
    24,  23, 23, 23, 22, 22, 22, 21, 21, 21, 20, 20, 20, 19, 19, 19, 18, 18, 18, 18, 17, 17, 17,
    17,  16, 16, 16, 16, 15, 15, 15, 15, 14, 14, 14, 14, 14, 13, 13, 13, 13, 13, 12, 12, 12, 12,
    12,  11, 11, 11, 11, 11, 11, 10, 10, 10, 10, 10, 10, 9,  9,  9,  9,  9,  9,  9,  8,  8,  8,
    8,   8,  8,  8,  8,  7,  7,  7,  7,  7,  7,  7,  7,  7,  6,  6,  6,  6,  6,  6,  6,  6,  6,
    6,   6,  5,  5,  5,  5,  5,  5,  5,  5,  5,  5,  5,  5,  5,  4,  4,  4,  4,  4,  4,  4,  4,
    4,   4,  4,  4,  4,  4,  4,  4,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,  3,
    3,   3,  3,  3,  3,  3,  3,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,
    2,   2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  2,  1,  1,  1,  1,  1,  1,  1,
    1,   1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
    1,   1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
    1,   1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
};

static int32_t log_add(int32_t a, int32_t b)
{
    int32_t high = a > b ? a : b, low = a > b ? b : a;
    size_t distance = (size_t)(high - low);
    return distance < sizeof log_add_table ? high + log_add_table[distance] : high;
}

/* One turn of the segment. forward and backward are indexed [speaker before][speaker]. */
struct column {
    size_t count;
    int32_t same, two; /* weights of the step to it */
    uint32_t who[TURN_CANDIDATES];
    int32_t score[TURN_CANDIDATES];
    int32_t forward[PAIRS], backward[PAIRS];
};

/* What it adds to a score that `c` speaks after `b`, and `a` before that. */
static int32_t turn_taking_weight(const struct column *to, uint32_t a, uint32_t b, uint32_t c)
{
    if (c == WHO_UNKNOWN)
        return 0;
    return c == b ? to->same : c == a ? to->two : 0;
}

/* How many speakers before a column has; the first column has one, nobody. */
static size_t rows(const struct column *columns, size_t t)
{
    return t == 0 ? 1 : columns[t - 1].count;
}

static uint32_t row_who(const struct column *columns, size_t t, size_t i)
{
    return t == 0 ? WHO_NOBODY : columns[t - 1].who[i];
}

static void go_forward(struct column *columns, size_t t)
{
    struct column *to = &columns[t];
    const struct column *from = &columns[t - 1];
    size_t before = rows(columns, t - 1);
    for (size_t j = 0; j < from->count; j++)
        for (size_t k = 0; k < to->count; k++) {
            int32_t sum = IMPOSSIBLE;
            for (size_t i = 0; i < before; i++)
                sum = log_add(sum, from->forward[i * TURN_CANDIDATES + j] +
                                       turn_taking_weight(to, row_who(columns, t - 1, i),
                                                          from->who[j], to->who[k]));
            to->forward[j * TURN_CANDIDATES + k] = sum + to->score[k];
        }
}

static void go_backward(struct column *columns, size_t t)
{
    struct column *from = &columns[t];
    const struct column *to = &columns[t + 1];
    size_t before = rows(columns, t);
    for (size_t i = 0; i < before; i++)
        for (size_t j = 0; j < from->count; j++) {
            int32_t sum = IMPOSSIBLE;
            for (size_t k = 0; k < to->count; k++)
                sum = log_add(sum, to->backward[j * TURN_CANDIDATES + k] + to->score[k] +
                                       turn_taking_weight(to, row_who(columns, t, i), from->who[j],
                                                          to->who[k]));
            from->backward[i * TURN_CANDIDATES + j] = sum;
        }
}

/* The most probable speaker of turn t, over all of the others: a sum of both directions. */
static void choose(const struct column *columns, size_t t, struct turn *turn)
{
    const struct column *column = &columns[t];
    size_t before = rows(columns, t), best = 0;
    int32_t sums[TURN_CANDIDATES] = {0}, total = IMPOSSIBLE;
    for (size_t j = 0; j < column->count; j++) {
        sums[j] = IMPOSSIBLE;
        for (size_t i = 0; i < before; i++)
            sums[j] = log_add(sums[j], column->forward[i * TURN_CANDIDATES + j] +
                                           column->backward[i * TURN_CANDIDATES + j]);
        total = log_add(total, sums[j]);
        if (sums[j] > sums[best])
            best = j;
    }
    size_t distance = (size_t)(total - sums[best]);
    turn->speaker = column->who[best];
    turn->confidence = distance < sizeof percent_table ? percent_table[distance] : 0;
}

/* Decides the turns of one scene. */
static void decide_segment(const struct turn_input *input, struct turns *turns, size_t first,
                           size_t count, struct column *columns)
{
    struct candidate candidates[TURN_CANDIDATES];
    for (size_t t = 0; t < count; t++) {
        struct column *column = &columns[t];
        column->count = turn_candidates(input, turns, first + t, candidates);
        struct steps steps = turn_steps(input, turns, first + t);
        column->same = turn_weights[turns->decided][steps.same];
        column->two = turn_weights[turns->decided][steps.two];
        for (size_t i = 0; i < column->count; i++) {
            column->who[i] = candidates[i].who;
            column->score[i] = candidates[i].score;
        }
        if (t == 0) {
            /* The first turn of a scene: nobody spoke before. */
            for (size_t j = 0; j < column->count; j++)
                column->forward[j] = column->score[j];
        } else {
            go_forward(columns, t);
        }
    }
    for (size_t i = 0; i < PAIRS; i++)
        columns[count - 1].backward[i] = 0;
    for (size_t t = count - 1; t-- > 0;)
        go_backward(columns, t);
    for (size_t t = 0; t < count; t++)
        choose(columns, t, &turns->items[first + t]);
}

void turns_decide(const struct turn_input *input, struct turns *turns)
{
    struct column *columns = mem_zero(SEGMENT_TURNS, sizeof *columns);
    for (size_t first = 0; first < turns->count;) {
        size_t count = 1;
        while (count < SEGMENT_TURNS && first + count < turns->count &&
               (turns->items[first + count].flags & TURN_FIRST) == 0)
            count++;
        decide_segment(input, turns, first, count, columns);
        first += count;
    }
    free(columns);
    turns->decided = true;
    turns_look(input, turns);
}
