/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/builder/spans.h"

#include "base/mem.h"

#include <stdlib.h>

/* A span and its position in the list. */
struct placed {
    struct span span;
    size_t order;
};

static int by_start(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end > y->span.end ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool speaks(const struct span *span)
{
    return span->kind == SPAN_PHONEMES || span->kind == SPAN_ALIAS;
}

void spans_settle(struct book *book, size_t from)
{
    size_t count = book->span_count - from, to = 0;
    struct placed *list = mem_alloc(count * sizeof *list);
    size_t spoken = SIZE_MAX; /* the last span kept that says how text is spoken, in `list` */
    for (size_t i = 0; i < count; i++)
        list[i] = (struct placed){book->spans[from + i], i};
    if (count > 0)
        qsort(list, count, sizeof *list, by_start);
    for (size_t i = 0; i < count; i++) {
        bool clash = speaks(&list[i].span) && spoken != SIZE_MAX &&
                     list[i].span.start < list[spoken].span.end;
        if (clash && list[i].order >= list[spoken].order)
            continue;
        if (clash) { /* the older one takes its place */
            for (size_t j = spoken; j + 1 < to; j++)
                list[j] = list[j + 1];
            to--;
        }
        list[to] = list[i];
        if (speaks(&list[to].span))
            spoken = to;
        to++;
    }
    for (size_t i = 0; i < to; i++)
        book->spans[from + i] = list[i].span;
    book->span_count = from + to;
    free(list);
}
