package dev.covnc.demo;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipException;

/**
 * What the user asked for cannot be done. The message is one sentence that says what is wrong and
 * what to do about it, ready to be printed.
 */
final class Refused extends Exception {

    @Serial private static final long serialVersionUID = 1;

    Refused(String sentence) {
        super(sentence);
    }

    Refused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /**
     * A file that could not be read.
     *
     * @param what what the file was to be, with its article: "the capture"
     */
    static Refused file(String what, Path file, IOException e) {
        String why =
                switch (e) {
                    case NoSuchFileException _ -> "there is no such file; check the path";
                    case AccessDeniedException _ -> "it may not be read; check its permissions";
                    case EOFException _ -> "it ends too early; get a whole copy of it";
                    case CharacterCodingException _ -> "it is not text in UTF-8";
                    case ZipException _ -> "it is damaged or not compressed with gzip";
                    case IOException _ when Files.isDirectory(file) ->
                            "it is a folder; name a file";
                    case IOException other ->
                            Objects.requireNonNullElse(other.getMessage(), other.toString());
                };
        return new Refused("cannot read %s %s: %s".formatted(what, file, why), e);
    }

    /** The recording could not be begun. */
    static Refused recording(Path file, FileSystemException e) {
        String why =
                switch (e) {
                    case NoSuchFileException _ -> "there is no such folder; check the path";
                    case AccessDeniedException _ -> "it may not be written; check its permissions";
                    case FileSystemException _ when Files.isDirectory(file) ->
                            "it is a folder; name a file";
                    case FileSystemException other ->
                            Objects.requireNonNullElse(other.getReason(), other.toString());
                };
        return new Refused("cannot write the recording %s: %s".formatted(file, why), e);
    }
}
