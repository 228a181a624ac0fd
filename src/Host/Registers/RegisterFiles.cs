using AidWorkflows.Data.Protection;
using AidWorkflows.Data.Registers;

namespace AidWorkflows.Host.Registers;

/// <summary>Keeps uploaded files sealed until their last row is read.</summary>
internal static class RegisterFiles
{
    public static RegisterFileContent Seal(FieldProtector protector, Guid importId, byte[] bytes) =>
        new() { ImportId = importId, Sealed = protector.Seal(SealedColumns.RegisterFile, importId, Convert.ToBase64String(bytes)) };

    public static RegisterSheet Open(FieldProtector protector, RegisterFileContent file) =>
        RegisterSheet.Read(Convert.FromBase64String(protector.Open(SealedColumns.RegisterFile, file.ImportId, file.Sealed)));
}
