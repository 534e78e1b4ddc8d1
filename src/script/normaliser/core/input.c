/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/core/input.h"

#include "base/mem.h"

#include <stdlib.h>

void norm_spans_add(struct norm_spans *spans, size_t start, size_t end, const char *spoken,
                    bool phonemes)
{
    spans->items = mem_grow(spans->items, spans->count, &spans->capacity, sizeof *spans->items);
    spans->items[spans->count++] = (struct norm_span){start, end, spoken, phonemes};
}

void norm_spans_release(struct norm_spans *spans)
{
    free(spans->items);
    *spans = (struct norm_spans){0};
}

void norm_hints_add(struct norm_hints *hints, size_t start, size_t end, enum norm_hint_kind kind)
{
    hints->items = mem_grow(hints->items, hints->count, &hints->capacity, sizeof *hints->items);
    hints->items[hints->count++] = (struct norm_hint){start, end, kind};
}

void norm_hints_release(struct norm_hints *hints)
{
    free(hints->items);
    *hints = (struct norm_hints){0};
}
