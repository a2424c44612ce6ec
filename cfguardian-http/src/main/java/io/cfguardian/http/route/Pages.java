package io.cfguardian.http.route;

import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.Source;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Paging;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The one shape of all listings: {@code {items, nextCursor}}. */
final class Pages {

    private Pages() {}

    /** Writes one item. */
    @FunctionalInterface
    interface Item<T> {

        void write(JsonGenerator json, OutputStream out, T item);
    }

    /** A page whose cursor is the last key. */
    static <T, K> Answer of(Call call, ReadResult<Page<T, K>> result, BiConsumer<JsonGenerator, T> item) {
        Found<Page<T, K>> found = Results.found(result);
        Page<T, K> page = found.value();
        return of(page.items(), Paging.next(call, page.next()), (json, out, one) -> item.accept(json, one))
                .at(found.revision());
    }

    /** A page. */
    static <T> Answer of(List<T> items, @Nullable String nextCursor, Item<T> item) {
        return answer(items, nextCursor, item, json -> {});
    }

    /**
     * A page of what was searched for.
     *
     * @param source who said where to look
     * @param stoppedEarly whether it ends because the bound of its work was reached
     */
    static <T> Answer found(
            List<T> items, @Nullable String nextCursor, Source source, boolean stoppedEarly, Item<T> item) {
        return answer(items, nextCursor, item, json -> {
            json.writeStringProperty(
                    "source",
                    switch (source) {
                        case INDEX -> "index";
                        case STORE -> "store";
                    });
            json.writeBooleanProperty("stoppedEarly", stoppedEarly);
        });
    }

    private static <T> Answer answer(
            List<T> items, @Nullable String nextCursor, Item<T> item, Consumer<JsonGenerator> more) {
        return Answer.json(200, (json, out) -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            items.forEach(one -> item.write(json, out, one));
            json.writeEndArray();
            Json.text(json, "nextCursor", nextCursor);
            more.accept(json);
            json.writeEndObject();
        });
    }
}
