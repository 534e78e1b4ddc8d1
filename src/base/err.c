/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
    va_list args;
    err->kind = kind;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return false;
}

enum err_kind err_kind_of(int problem, enum err_kind kind)
{
    return problem == EMFILE || problem == ENFILE || problem == ENOMEM ? ERR_SYSTEM : kind;
}

const char *err_advice(int problem)
{
    return problem == EMFILE ? "; raise the limit of open files (ulimit -n)" : "";
}

bool err_prefix(struct err *err, const char *format, ...)
{
    char context[ERR_TEXT_BYTES];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(context, sizeof context - 2, format, args);
    va_end(args);
    if (length < 0)
        return false;
    size_t used = strlen(context);
    memcpy(context + used, ": ", 3);
    used += 2;
    size_t room = sizeof err->text - 1 - used;
    size_t keep = strlen(err->text);
    if (keep > room)
        keep = room;
    memmove(err->text + used, err->text, keep);
    memcpy(err->text, context, used);
    err->text[used + keep] = '\0';
    return false;
}
