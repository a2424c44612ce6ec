package io.cfguardian.http.problem;

/** The kinds of errors that the interface knows, each with its stable name (RFC 9457 {@code type}) and status. */
public enum ProblemType {
    /** Not valid HTTP, or a body where none belongs. */
    MALFORMED_REQUEST("malformed-request", 400, "Malformed request"),
    /** The body is not JSON. */
    MALFORMED_JSON("malformed-json", 400, "Malformed JSON"),
    /** The body is not YAML of the kind that documents are written in. */
    MALFORMED_YAML("malformed-yaml", 400, "Malformed YAML"),
    /** The body is JSON but not what the operation takes. */
    INVALID_BODY("invalid-body", 400, "Invalid body"),
    /** A key that does not match the grammar of keys. */
    INVALID_NAME("invalid-name", 400, "Invalid name"),
    /** A query parameter or header that the operation does not take, or whose value is not one. */
    INVALID_PARAMETER("invalid-parameter", 400, "Invalid parameter"),
    /** A revision or a time beyond the newest commit. */
    REVISION_IN_THE_FUTURE("revision-in-the-future", 400, "Revision in the future"),
    /** No credential, or not the right one. */
    UNAUTHORIZED("unauthorized", 401, "Unauthorized"),
    /** The password or code that should have proved who one is does not. */
    PROOF_REFUSED("proof-refused", 403, "Proof refused"),
    /** The caller's role is too low. */
    FORBIDDEN("forbidden", 403, "Forbidden"),
    /** It is not there, or the caller may not know that it is. */
    NOT_FOUND("not-found", 404, "Not found"),
    /** The path has no such method. */
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    /** {@code Accept} allows nothing that the path can give. */
    NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable"),
    /** The body did not arrive in time. */
    REQUEST_TIMEOUT("request-timeout", 408, "Request timeout"),
    /** It is there already. */
    ALREADY_EXISTS("already-exists", 409, "Already exists"),
    /** The key belonged to a deleted project. */
    KEY_RETIRED("key-retired", 409, "Key retired"),
    /** It still holds something. */
    NOT_EMPTY("not-empty", 409, "Not empty"),
    /** There are as many as there may be. */
    LIMIT_EXCEEDED("limit-exceeded", 409, "Limit exceeded"),
    /** The last administrator who can sign in would be gone. */
    LAST_ADMINISTRATOR("last-administrator", 409, "Last administrator"),
    FORMAT_BEHIND("format-behind", 409, "The cluster writes an older format"),
    NODES_CHANGING("nodes-changing", 409, "Nodes are changing"),
    LAST_VOTER("last-voter", 409, "Last voter"),
    /** The second factor is on where it must be off, or the other way round. */
    MFA_STATE("mfa-state", 409, "Second factor"),
    /** The patch does not fit the document. */
    PATCH_FAILED("patch-failed", 409, "Patch failed"),
    /** What the write was prepared against kept changing. */
    CONTENTION("contention", 409, "Contention"),
    /** That part of history is no longer kept. */
    REVISION_COMPACTED("revision-compacted", 410, "Revision compacted"),
    /** The document is not at the version that the write demands. */
    VERSION_CONFLICT("version-conflict", 412, "Version conflict"),
    /** The document is there where it must not be, or the other way round. */
    PRECONDITION_FAILED("precondition-failed", 412, "Precondition failed"),
    /** The request or a document is too large. */
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "Payload too large"),
    /** The request target is too long. */
    URI_TOO_LONG("uri-too-long", 414, "URI too long"),
    /** A media type, charset or encoding that the operation does not take. */
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
    /** The request is for a host that this node is not. */
    MISDIRECTED_REQUEST("misdirected-request", 421, "Misdirected request"),
    /** The document does not conform to its schema. */
    SCHEMA_VIOLATION("schema-violation", 422, "Schema violation"),
    /** The schema cannot be used. */
    SCHEMA_UNUSABLE("schema-unusable", 422, "Schema unusable"),
    /** The environment demands a schema. */
    SCHEMA_REQUIRED("schema-required", 422, "Schema required"),
    /** The schema that was named is not there. */
    UNKNOWN_SCHEMA("unknown-schema", 422, "Unknown schema"),
    /** Validation took more than it may. */
    VALIDATION_BUDGET_EXCEEDED("validation-budget-exceeded", 422, "Validation budget exceeded"),
    /** A transaction names a document twice. */
    DUPLICATE_TARGET("duplicate-target", 422, "Duplicate target"),
    /** The password is too short, too long, too common or too much like the account. */
    PASSWORD_REFUSED("password-refused", 422, "Password refused"),
    /** The idempotency key has named another request. */
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "Idempotency key reused"),
    /** Too many attempts to sign in to one account. */
    LOCKED_OUT("locked-out", 429, "Locked out"),
    /** As many as may be are in progress or remembered. */
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    /** The sender asks more often than it may. */
    RATE_LIMITED("rate-limited", 429, "Rate limited"),
    /** The request's headers are too large or too many. */
    HEADERS_TOO_LARGE("headers-too-large", 431, "Headers too large"),
    /** A bug in the server. */
    INTERNAL("internal", 500, "Internal error"),
    /** No leader confirmed the request in time; nothing was written. */
    NO_LEADER("no-leader", 503, "No leader"),
    /** The node takes no traffic; nothing was written. */
    UNAVAILABLE("unavailable", 503, "Unavailable"),
    /** The state's secrets cannot be opened: there is no first administrator yet, or the master secret is another. */
    SECRETS_UNAVAILABLE("secrets-unavailable", 503, "Secrets unavailable"),
    /** The queue of writes is full; nothing was written. */
    OVERLOADED("overloaded", 503, "Overloaded"),
    /** The node has not reached the wanted revision in time. */
    NOT_CAUGHT_UP("not-caught-up", 503, "Not caught up"),
    /** The write may or may not take effect. */
    OUTCOME_UNKNOWN("outcome-unknown", 504, "Outcome unknown"),
    /** The disks have too little room for more data; nothing was written. */
    DISK_FULL("disk-full", 507, "Disk full"),
    /** An expectation (417), a transfer coding (501) or a version of HTTP (505) that is not known here. */
    UNSUPPORTED_HTTP("unsupported-http", 505, "Unsupported HTTP");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The stable name as a URI reference: {@code /problems/not-found}. */
    public String uri() {
        return "/problems/" + slug;
    }

    /** The HTTP status, 400 to 599; of the one type that has several, the usual one. */
    public int status() {
        return status;
    }

    /** The title, the same for all problems of a type. */
    public String title() {
        return title;
    }
}
