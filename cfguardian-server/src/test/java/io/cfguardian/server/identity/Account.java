package io.cfguardian.server.identity;

/**
 * What somebody signs in with.
 *
 * @param id the user's
 */
record Account(String id, String email, String password) {

    Account withPassword(String another) {
        return new Account(id, email, another);
    }

    String principal() {
        return "user:" + id;
    }

    @Override
    public String toString() {
        return id;
    }
}
