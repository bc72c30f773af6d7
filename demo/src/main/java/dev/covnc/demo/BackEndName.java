package dev.covnc.demo;

import dev.covnc.coroutine.BackEnd;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a back-end. */
final class BackEndName implements ITypeConverter<BackEnd> {
    @Override
    public BackEnd convert(String text) {
        try {
            return BackEnd.named(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
