/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to info/: what kind of picture some bytes are, by their headers. */
#ifndef INFO_PICTURE_FORM_H
#define INFO_PICTURE_FORM_H

#include "info/info.h"

#include <stddef.h>
#include <stdint.h>

/* Sets form, width and height. */
void picture_form(const uint8_t *at, size_t bytes, struct info_picture *picture);

#endif
