using AidWorkflows.SystemTests.Pages;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>One program and one browser for all walks through Studio that leave the shipped workflow alone.</summary>
[CollectionDefinition(nameof(StudioSite))]
public sealed class StudioSite : ICollectionFixture<WebSite>;
