package dev.covnc.demo;

import dev.covnc.server.Security;
import dev.covnc.server.UsersFile;
import dev.covnc.server.VncServerBuilder;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How viewers prove themselves, and with which keys: options that every scene takes. */
final class SecurityOptions {

    @Option(
            names = "--security-types",
            paramLabel = "TYPES",
            split = ",",
            hideParamSyntax = true,
            scope = ScopeType.INHERIT,
            converter = TypeName.class,
            description = "What to offer, the best first: X509Plain,RA2_256,VncAuth ...")
    private List<Security.Type> types;

    @Option(
            names = "--users-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Users, their rights and their passwords' hashes.")
    private Path users;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The server's certificate, in PEM (default: one of our own).")
    private Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Its key, in PEM (default: in the same file).")
    private Path key;

    @Option(
            names = "--viewer-ca",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Who has to have signed viewers' certificates, in PEM.")
    private Path authorities;

    @Option(
            names = "--viewer-name",
            paramLabel = "REGEX",
            scope = ScopeType.INHERIT,
            description = "Which of their names may come in, such as CN=.*,O=Example.")
    private String viewerName;

    @Option(
            names = "--keys",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "Where keys of our own are kept (default: ~/.config/covnc).")
    private Path keys;

    /** Whether viewers have to prove who they are. */
    boolean asks() {
        return users != null || authorities != null;
    }

    void apply(VncServerBuilder builder) throws Refused {
        var security = new Security();
        if (types != null) {
            try {
                security.types(types.toArray(Security.Type[]::new));
            } catch (IllegalArgumentException e) {
                throw new Refused("--security-types: " + e.getMessage(), e);
            }
        }
        if (keys != null) {
            security.keys(keys);
        }
        applyCertificates(security);
        if (users != null) {
            try {
                builder.authenticator(UsersFile.open(users));
            } catch (IOException e) {
                throw Refused.file("the users file", users, e);
            }
        }
        builder.security(security);
    }

    private void applyCertificates(Security security) throws Refused {
        if (key != null && certificate == null) {
            throw new Refused(
                    "--tls-key needs the certificate that it belongs to: --tls-cert FILE");
        }
        if (certificate != null) {
            security.certificate(certificate, key == null ? certificate : key);
        }
        if (viewerName != null && authorities == null) {
            throw new Refused("--viewer-name needs to know who signs: --viewer-ca FILE");
        }
        if (authorities != null) {
            var rule = rule();
            security.viewerCertificates(
                    authorities, name -> rule.matcher(name.getName()).matches());
        }
    }

    private Pattern rule() throws Refused {
        try {
            return Pattern.compile(viewerName == null ? ".*" : viewerName);
        } catch (PatternSyntaxException e) {
            throw new Refused("--viewer-name is no regular expression: " + e.getDescription(), e);
        }
    }

    private static final class TypeName implements ITypeConverter<Security.Type> {
        @Override
        public Security.Type convert(String text) {
            try {
                return Security.Type.named(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
