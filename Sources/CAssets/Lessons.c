#include "CAssets.h"

static const unsigned char what_flattening_forgets[] = {
#embed "../../Lessons/01-what-flattening-forgets.md"
};

static const unsigned char laying_a_filter_over_a_picture[] = {
#embed "../../Lessons/02-laying-a-filter-over-a-picture.md"
};

static const unsigned char the_spreadsheet[] = {
#embed "../../Lessons/03-the-spreadsheet.md"
};

static const unsigned char punch_in_your_own_numbers[] = {
#embed "../../Lessons/04-punch-in-your-own-numbers.md"
};

static const unsigned char when_the_filter_does_not_fit[] = {
#embed "../../Lessons/05-when-the-filter-does-not-fit.md"
};

static const unsigned char several_filters_make_a_tensor[] = {
#embed "../../Lessons/06-several-filters-make-a-tensor.md"
};

static const unsigned char color[] = {
#embed "../../Lessons/07-color.md"
};

static const unsigned char pooling[] = {
#embed "../../Lessons/08-pooling.md"
};

static const unsigned char seeing_more_with_each_layer[] = {
#embed "../../Lessons/09-seeing-more-with-each-layer.md"
};

static const unsigned char a_whole_network[] = {
#embed "../../Lessons/10-a-whole-network.md"
};

static const unsigned char where_the_numbers_come_from[] = {
#embed "../../Lessons/11-where-the-numbers-come-from.md"
};

static const unsigned char training_on_fashion_mnist[] = {
#embed "../../Lessons/12-training-on-fashion-mnist.md"
};

static const unsigned char handbags_and_shoes[] = {
#embed "../../Lessons/13-handbags-and-shoes.md"
};

static const unsigned char transfer_learning[] = {
#embed "../../Lessons/14-transfer-learning.md"
};

static const unsigned char what_do_the_layers_see[] = {
#embed "../../Lessons/15-what-do-the-layers-see.md"
};

#define LESSON(file, bytes) {file, bytes, sizeof bytes}

static const struct asset lessons[] = {
    LESSON("01-what-flattening-forgets.md", what_flattening_forgets),
    LESSON("02-laying-a-filter-over-a-picture.md", laying_a_filter_over_a_picture),
    LESSON("03-the-spreadsheet.md", the_spreadsheet),
    LESSON("04-punch-in-your-own-numbers.md", punch_in_your_own_numbers),
    LESSON("05-when-the-filter-does-not-fit.md", when_the_filter_does_not_fit),
    LESSON("06-several-filters-make-a-tensor.md", several_filters_make_a_tensor),
    LESSON("07-color.md", color),
    LESSON("08-pooling.md", pooling),
    LESSON("09-seeing-more-with-each-layer.md", seeing_more_with_each_layer),
    LESSON("10-a-whole-network.md", a_whole_network),
    LESSON("11-where-the-numbers-come-from.md", where_the_numbers_come_from),
    LESSON("12-training-on-fashion-mnist.md", training_on_fashion_mnist),
    LESSON("13-handbags-and-shoes.md", handbags_and_shoes),
    LESSON("14-transfer-learning.md", transfer_learning),
    LESSON("15-what-do-the-layers-see.md", what_do_the_layers_see),
};

const struct asset *lesson_at(size_t index) {
  return index < sizeof lessons / sizeof *lessons ? &lessons[index] : NULL;
}
