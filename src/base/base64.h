/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base64 (RFC 4648), as pictures inside markup are written. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/str.h"

/* Appends the bytes that `digits` stands for; other characters are ignored, "=" is the end. */
void base64_decode(struct view digits, struct text *out);

#endif
