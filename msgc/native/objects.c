/* Python's dicts to columns: the quick copy of msgc/recipients/typed.py, for values that are plain.

   It is called with the interpreter's lock held. It goes through dicts whose keys are texts, and
   looks nothing up: nothing that it asks for runs code of Python's, by which objects could go that
   it has at hand. */

#include "interpreter.h"
#include "raw_text.h"
#include "whole.h"

/* What values of a key are; ABSENT is one that no plain row has. */
enum { TEXT, WHOLE, LIST, ABSENT };

enum { MOST_FIELDS = 64, MOST_OTHERS = 64 };

/* What one value that isn't a text takes, at most: a sign, digits, a separator. */
enum { ROOM_OF_WHOLE = MOST_DIGITS + 2 };

/* A key, also as UTF-8 of `size` bytes, and the column of its values.

   `used` of the `room` bytes at `out` are taken: texts and integers have a separator behind each,
   lists are how many entries they have, as 32 bits. Their entries are objects with `width` keys,
   which stand from `first` on among all. */
typedef struct {
    Object name;
    At utf8;
    size_t size;
    uint8_t *out;
    size_t room, used;
    uint32_t first, width;
    int32_t kind;
} Field;

typedef struct {
    const Interpreter *python;
    Field *fields;
    size_t count;
} Reader;

/* What reading comes to: a value that isn't plain, one that has been read, no more room. */
typedef enum { ODD, READ, FULL } Outcome;

static int has_room(const Field *field, size_t size) { return field->room - field->used >= size; }

static Outcome read_text(const Reader *reader, Field *field, Object value) {
    ptrdiff_t size;
    At at = (At)reader->python->utf8_of(value, &size);
    if (!at) {
        reader->python->clear_error();
        return ODD;
    }
    if (!has_room(field, room_of_raw((size_t)size) + 1)) return FULL;
    uint8_t *out = field->out + field->used;
    if (!copy_raw(at, at + size, &out)) return ODD;
    *out++ = SEPARATOR;
    field->used = (size_t)(out - field->out);
    return READ;
}

static Outcome read_whole(const Reader *reader, Field *field, Object value) {
    int is_beyond;
    long long number = reader->python->whole_of(value, &is_beyond);
    if (is_beyond || number > LARGEST_WHOLE || number < -LARGEST_WHOLE) return ODD;
    if (!has_room(field, ROOM_OF_WHOLE)) return FULL;
    uint8_t *out = put_whole(number, field->out + field->used);
    *out++ = SEPARATOR;
    field->used = (size_t)(out - field->out);
    return READ;
}

static Outcome read_object(const Reader *reader, Field *fields, size_t width, size_t needed,
                           Object object);

static Outcome read_list(const Reader *reader, Field *field, Object list) {
    ptrdiff_t size = reader->python->list_size(list);
    uint32_t count = (uint32_t)size;
    if (size > UINT32_MAX) return ODD;
    if (!has_room(field, sizeof count)) return FULL;
    Field *fields = reader->fields + field->first;
    for (ptrdiff_t i = 0; i < size; i++) {
        Object entry = reader->python->list_item(list, i);
        Outcome made = read_object(reader, fields, field->width, field->width, entry);
        if (made != READ) return made;
    }
    memcpy(field->out + field->used, &count, sizeof count);
    field->used += sizeof count;
    return READ;
}

static Outcome read_value(const Reader *reader, Field *field, Object value) {
    const Interpreter *python = reader->python;
    if (field->kind == TEXT && is_of(python, value, python->text))
        return read_text(reader, field, value);
    if (field->kind == WHOLE && is_of(python, value, python->whole))
        return read_whole(reader, field, value);
    if (field->kind == LIST && is_of(python, value, python->list))
        return read_list(reader, field, value);
    return ODD;
}

/* Returns the index of the field that has a key's text, their count where none has it. */
static size_t same_text(const Interpreter *python, const Field *fields, size_t width, Object key) {
    ptrdiff_t size;
    At at = (At)python->utf8_of(key, &size);
    size_t index = at ? 0 : width;
    if (!at) python->clear_error();
    while (index < width && (fields[index].size != (size_t)size ||
                             memcmp(fields[index].utf8, at, (size_t)size)))
        index++;
    return index;
}

/* Returns the index of a key's field, or their count; objects mostly have them in one order, and the
   very keys that the fields have. */
static size_t field_at(const Interpreter *python, const Field *fields, size_t width, Object key,
                       size_t likely) {
    if (likely < width && fields[likely].name == key) return likely;
    for (size_t index = 0; index < width; index++)
        if (fields[index].name == key) return index;
    return same_text(python, fields, width, key);
}

/* Reads an object's fields, `needed` of them; others that it has aren't looked at, but they mustn't
   be many. */
static Outcome read_object(const Reader *reader, Field *fields, size_t width, size_t needed,
                           Object object) {
    const Interpreter *python = reader->python;
    Object key, value;
    ptrdiff_t place = 0;
    size_t found = 0, likely = 0;
    if (!object || !is_of(python, object, python->dict)) return ODD;
    if (python->dict_size(object) > (ptrdiff_t)width + MOST_OTHERS) return ODD;
    while (python->dict_next(object, &place, &key, &value)) {
        if (!is_of(python, key, python->text)) return ODD;
        size_t index = field_at(python, fields, width, key, likely);
        if (index == width) continue;
        Outcome made = read_value(reader, &fields[index], value);
        if (made != READ) return made;
        found++, likely = index + 1;
    }
    return found == needed ? READ : ODD;
}

/* Reads a row, or leaves the columns as they were. */
static Outcome read_row(const Reader *reader, size_t width, size_t needed, Object row) {
    size_t used[MOST_FIELDS];
    for (size_t i = 0; i < reader->count; i++) used[i] = reader->fields[i].used;
    Outcome made = read_object(reader, reader->fields, width, needed, row);
    if (made == READ) return READ;
    for (size_t i = 0; i < reader->count; i++) reader->fields[i].used = used[i];
    return made;
}

/* Reads a list of rows, whose own keys are the first `width` of `count` fields.

   The indexes of those that aren't plain, `most` at most, go to `odd`, and how many they are to
   `*odds`. Returns how many rows there are, UNUSUAL where more aren't plain, NO_ROOM where a column
   needs more room. */
EXPORT int64_t msgc_read_objects(const Interpreter *python, Object rows, Field *fields,
                                 size_t count, size_t width, uint32_t *odd, size_t most,
                                 size_t *odds) {
    Reader reader = {python, fields, count};
    ptrdiff_t size = python->list_size(rows);
    size_t needed = 0;
    *odds = 0;
    if (count > MOST_FIELDS) return UNUSUAL;
    for (size_t i = 0; i < count; i++) fields[i].used = 0;
    for (size_t i = 0; i < width; i++) needed += fields[i].kind != ABSENT;
    for (ptrdiff_t index = 0; index < size; index++) {
        Object row = python->list_item(rows, index);
        Outcome made = read_row(&reader, width, needed, row);
        if (!row) python->clear_error();
        if (made == FULL) return NO_ROOM;
        if (made == READ) continue;
        if (*odds == most) return UNUSUAL;
        odd[(*odds)++] = (uint32_t)index;
    }
    return size;
}
