package io.cfguardian.faults.sabotage;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Alters classes of a node as they are loaded. Says on the error stream which, so that the rig knows that it did. */
public final class SabotageAgent implements ClassFileTransformer {

    /** Begins the line that tells of an altered class. */
    public static final String SAID = "sabotaged: ";

    private static final ClassDesc STRIKE = ClassDesc.of(Strike.class.getName());
    private static final ClassDesc OPTIONAL = ClassDesc.of("java.util.Optional");
    private static final ClassDesc VERSION = ClassDesc.of("io.cfguardian.domain.revision.Version");

    private final Map<String, ClassTransform> transforms;

    private SabotageAgent(Map<String, ClassTransform> transforms) {
        this.transforms = transforms;
    }

    /** Called by the virtual machine. */
    public static void premain(String name, Instrumentation instrumentation) {
        instrumentation.addTransformer(new SabotageAgent(transforms(Sabotage.valueOf(name))));
    }

    private static Map<String, ClassTransform> transforms(Sabotage sabotage) {
        Map<String, ClassTransform> transforms = new TreeMap<>();
        switch (sabotage) {
            case LOCAL_READ ->
                transforms.put(
                        "io/cfguardian/raft/machine/RaftReplica",
                        body(named("awaitLinearizable"), CodeBuilder::return_));
            case EARLY_ACKNOWLEDGEMENT ->
                transforms.put(
                        "com/alipay/sofa/jraft/core/BallotBox",
                        instead("isGranted", code -> code.pop().iconst_1()));
            case SKIPPED_APPLY ->
                transforms.put(
                        "io/cfguardian/raft/store/Application",
                        first(
                                named("append").and(method -> takes(method, "ConfigVersion")),
                                code -> strikes(code, "here").ifThen(CodeBuilder::return_)));
            case REUSED_VERSION ->
                transforms.put(
                        "io/cfguardian/domain/revision/Version",
                        body(
                                named("next"),
                                code -> code.new_(VERSION)
                                        .dup()
                                        .aload(0)
                                        .getfield(VERSION, "value", ConstantDescs.CD_long)
                                        .invokestatic(
                                                STRIKE,
                                                "after",
                                                MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long))
                                        .invokespecial(
                                                VERSION,
                                                ConstantDescs.INIT_NAME,
                                                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long))
                                        .areturn()));
            case DROPPED_EVENT ->
                transforms.put(
                        "io/cfguardian/app/watch/WatchFilter",
                        first(
                                named("accepts"),
                                code -> strikes(code, "now")
                                        .ifThen(then -> then.iconst_0().ireturn())));
            case SHORT_SNAPSHOT ->
                transforms.put(
                        "com/alipay/sofa/jraft/core/FSMCallerImpl",
                        before("setLastIncludedIndex", code -> code.lconst_1().ladd()));
            case FORGOTTEN_REQUEST -> {
                ClassTransform nothing =
                        body(named("request").and(method -> takes(method, "RequestKey")), SabotageAgent::nothing);
                transforms.put("io/cfguardian/raft/store/Application", nothing);
                transforms.put("io/cfguardian/raft/store/RocksView", nothing);
            }
            case IGNORED_GUARD ->
                transforms.put(
                        "io/cfguardian/domain/decide/DocumentDecider",
                        body(named("conflict").and(method -> takes(method, "Expectation")), SabotageAgent::nothing));
            case NO_SYNC ->
                transforms.put(
                        "com/alipay/sofa/jraft/option/RaftOptions",
                        body(named("isSync"), code -> code.iconst_0().ireturn()));
            case LYING_DISK -> {
                // Nothing in the program.
            }
        }
        return transforms;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> before,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        ClassTransform transform = name == null ? null : transforms.get(name);
        if (transform == null || loader == null) {
            return null;
        }
        try {
            ClassFile files = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
            ClassModel model = files.parse(bytes);
            byte[] altered = files.transformClass(model, transform);
            System.err.println(SAID + name);
            return altered;
        } catch (RuntimeException e) {
            // What a transformer throws is not seen by anybody.
            System.err.println("not sabotaged: " + name + ": " + e);
            return null;
        }
    }

    private static void nothing(CodeBuilder code) {
        code.invokestatic(OPTIONAL, "empty", MethodTypeDesc.of(OPTIONAL)).areturn();
    }

    private static CodeBuilder strikes(CodeBuilder code, String method) {
        return code.invokestatic(STRIKE, method, MethodTypeDesc.of(ConstantDescs.CD_boolean));
    }

    private static Predicate<MethodModel> named(String name) {
        return method -> method.methodName().equalsString(name);
    }

    private static boolean takes(MethodModel method, String type) {
        return method.methodTypeSymbol().parameterList().stream()
                .anyMatch(parameter -> parameter.displayName().equals(type));
    }

    /** Another body. */
    private static ClassTransform body(Predicate<MethodModel> of, Consumer<CodeBuilder> body) {
        return ClassTransform.transformingMethods(of, (method, element) -> {
            if (element instanceof CodeModel) {
                method.withCode(body);
            } else {
                method.with(element);
            }
        });
    }

    /** Something before the body. */
    private static ClassTransform first(Predicate<MethodModel> of, Consumer<CodeBuilder> prelude) {
        return ClassTransform.transformingMethods(of, MethodTransform.transformingCode(new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                prelude.accept(code);
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        }));
    }

    /** Something else than a call. */
    private static ClassTransform instead(String called, Consumer<CodeBuilder> other) {
        return ClassTransform.transformingMethodBodies((code, element) -> {
            if (isCall(element, called)) {
                other.accept(code);
            } else {
                code.with(element);
            }
        });
    }

    /** Something just before a call. */
    private static ClassTransform before(String called, Consumer<CodeBuilder> more) {
        return ClassTransform.transformingMethodBodies((code, element) -> {
            if (isCall(element, called)) {
                more.accept(code);
            }
            code.with(element);
        });
    }

    private static boolean isCall(CodeElement element, String called) {
        return element instanceof InvokeInstruction call && call.name().equalsString(called);
    }
}
