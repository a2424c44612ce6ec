package io.cfguardian.document.schema;

import io.cfguardian.document.budget.StepBudget;
import java.util.Set;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * The instance as everit reads it. Everit asks a value for its members and elements at every schema it applies, so each
 * question is a step; asking for all names costs one step a name. Each belongs to the evaluation that built it.
 */
final class MeteredJson {

    private MeteredJson() {}

    /** An array. */
    static final class Elements extends JSONArray {

        private final StepBudget budget = StepBudget.current();

        Elements(int size) {
            super(size);
        }

        @Override
        public Object get(int index) {
            budget.spend(1);
            return super.get(index);
        }

        @Override
        public Object opt(int index) {
            budget.spend(1);
            return super.opt(index);
        }

        @Override
        public int length() {
            budget.spend(1);
            return super.length();
        }
    }

    /** An object. */
    static final class Members extends JSONObject {

        private final StepBudget budget = StepBudget.current();

        Members(int size) {
            super(size);
        }

        @Override
        public Object opt(String key) {
            budget.spend(1);
            return super.opt(key);
        }

        @Override
        public boolean has(String key) {
            budget.spend(1);
            return super.has(key);
        }

        @Override
        public int length() {
            budget.spend(1);
            return super.length();
        }

        @Override
        public Set<String> keySet() {
            Set<String> names = super.keySet();
            budget.spend(1 + names.size());
            return names;
        }
    }
}
