/* What the kernel asks of Python: functions of its stable interface, whose addresses it is given,
   so that it is compiled and loaded without them. */

#ifndef MSGC_INTERPRETER_H
#define MSGC_INTERPRETER_H

#include "kernel.h"

#include <string.h>

/* An object, of which nothing but its type is looked at. */
typedef void *Object;

/* The functions of Python's that have these names; see msgc/native/interpreter.py.

   `type_at` is where in each object its type stands, in bytes. */
typedef struct {
    Object (*list_item)(Object list, ptrdiff_t index);
    ptrdiff_t (*list_size)(Object list);
    ptrdiff_t (*dict_size)(Object dict);
    int (*dict_next)(Object dict, ptrdiff_t *place, Object *key, Object *value);
    const char *(*utf8_of)(Object text, ptrdiff_t *size);
    long long (*whole_of)(Object number, int *overflow);
    void (*clear_error)(void);
    Object list, dict, text, whole;
    size_t type_at;
} Interpreter;

/* Tells whether an object is of a class, and not of a subclass. */
static inline int is_of(const Interpreter *python, Object object, Object class) {
    Object own;
    memcpy(&own, (At)object + python->type_at, sizeof own);
    return own == class;
}

#endif
