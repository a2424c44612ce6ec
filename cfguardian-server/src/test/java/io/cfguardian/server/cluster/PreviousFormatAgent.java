package io.cfguardian.server.cluster;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Makes the newest format level that a node knows the first one. Goes into a node's process alone, so it names no class of the tests. */
public final class PreviousFormatAgent implements ClassFileTransformer {

    private static final String LEVEL = "io/cfguardian/domain/cluster/FormatLevel";
    private static final ClassDesc LEVEL_TYPE = ClassDesc.ofInternalName(LEVEL);

    private PreviousFormatAgent() {}

    /** Called by the virtual machine. */
    public static void premain(String ignored, Instrumentation instrumentation) {
        instrumentation.addTransformer(new PreviousFormatAgent());
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> before,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (!LEVEL.equals(name)) {
            return null;
        }
        ClassFile files = ClassFile.of();
        return files.transformClass(
                files.parse(bytes),
                ClassTransform.transformingMethods(
                        method -> method.methodName().equalsString("<clinit>"), (method, element) -> {
                            if (element instanceof CodeModel body) {
                                method.transformCode(body, (code, instruction) -> {
                                    if (instruction instanceof FieldInstruction field
                                            && field.name().equalsString("NEWEST")) {
                                        code.pop().getstatic(LEVEL_TYPE, "FIRST", LEVEL_TYPE);
                                    }
                                    code.with(instruction);
                                });
                            } else {
                                method.with(element);
                            }
                        }));
    }
}
