#include "script/say_parts.h"

bool say_digits(struct sayer *s, struct token digits) {
    (void)s;
    (void)digits;
    return false;
}
