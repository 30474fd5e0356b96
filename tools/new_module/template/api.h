// All that other modules may use of __name__: keys, small read models, questions, events, published views.
#pragma once
